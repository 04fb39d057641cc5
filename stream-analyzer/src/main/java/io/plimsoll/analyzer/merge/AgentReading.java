package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.run.AgentAnalysis;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.Arrays;

/** What has been read of one agent of one run, and how far, over all partitions. */
final class AgentReading {
  private static final long ENDED = Long.MAX_VALUE;

  private final long[] watermarks;
  private long read;
  private long late;
  private long sequenceHash;
  private long nextSequence;

  AgentReading(int partitions) {
    watermarks = new long[partitions];
  }

  /** Outcomes were read: the sum of their hashes, and one past their highest number. */
  void sequences(long moreHash, long next) {
    sequenceHash += moreHash;
    nextSequence = Math.max(nextSequence, next);
  }

  void mark(int source, long watermarkMicros, boolean ended) {
    watermarks[source] = Math.max(watermarks[source], ended ? ENDED : watermarkMicros);
  }

  void read(long count, boolean tooLate) {
    read += count;
    late += tooLate ? count : 0;
  }

  /** Every outcome that ended by then has been read; the largest number when it has ended. */
  long watermarkMicros() {
    return Arrays.stream(watermarks).min().orElseThrow();
  }

  /** The newest mark of any partition that is not the last one; 0 when there is none. */
  long newestMicros() {
    return Arrays.stream(watermarks).filter(mark -> mark != ENDED).max().orElse(0);
  }

  long outcomes() {
    return read;
  }

  boolean hasEnded() {
    return watermarkMicros() == ENDED;
  }

  AgentAnalysis analysis(String agentId) {
    return new AgentAnalysis(agentId, read - late, late, sequenceHash, nextSequence);
  }

  void encode(ByteWriter out) {
    out.putVarint(read);
    out.putVarint(late);
    out.putLong(sequenceHash);
    out.putVarint(nextSequence);
    out.putVarint(watermarks.length);
    for (long watermark : watermarks) {
      out.putVarint(watermark);
    }
  }

  /**
   * @param partitions of request-outcomes now; it may have grown
   */
  static AgentReading decode(ByteReader in, int partitions) {
    AgentReading reading = new AgentReading(partitions);
    reading.read = in.varint();
    reading.late = in.varint();
    reading.sequenceHash = in.readLong();
    reading.nextSequence = in.varint();
    long stored = in.varint();
    for (int i = 0; i < stored; i++) {
      long watermark = in.varint();
      if (i < partitions) {
        reading.watermarks[i] = watermark;
      }
    }
    return reading;
  }
}
