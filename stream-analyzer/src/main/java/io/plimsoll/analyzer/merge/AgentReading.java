package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.run.AgentAnalysis;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.Arrays;

/** What has been read of one agent of one run, and how far, over all partitions. */
final class AgentReading {
  private static final long ENDED = Long.MAX_VALUE;

  private final RunTime time;
  private final long[] watermarks;
  private final long[] markedAt; // by the time of the run on that partition
  private long read;
  private long late;
  private long sequenceHash;
  private long nextSequence;

  /**
   * @param time of its run
   */
  AgentReading(RunTime time) {
    this.time = time;
    watermarks = new long[time.partitions()];
    markedAt = time.now();
  }

  /** Outcomes were read: the sum of their hashes, and one past their highest number. */
  void sequences(long moreHash, long next) {
    sequenceHash += moreHash;
    nextSequence = Math.max(nextSequence, next);
  }

  /**
   * It has told how far it is.
   *
   * @param sinceMicros how much time has passed since, by the time of the run
   */
  void mark(int source, long watermarkMicros, boolean ended, long sinceMicros) {
    watermarks[source] = Math.max(watermarks[source], ended ? ENDED : watermarkMicros);
    markedAt[source] = Math.max(markedAt[source], time.microsOf(source) - sinceMicros);
  }

  /** Whether it has told nothing on this partition for so long that nobody waits for it. */
  boolean isSilent(int source) {
    return time.isSilence(source, markedAt[source]);
  }

  /** Every outcome on this partition that ended by then has been read. */
  long watermarkMicros(int source) {
    return watermarks[source];
  }

  void read(long count, boolean tooLate) {
    read += count;
    late += tooLate ? count : 0;
  }

  /** Every outcome that ended by then has been read; the largest number when it has ended. */
  long watermarkMicros() {
    return Arrays.stream(watermarks).min().orElseThrow();
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
    for (int i = 0; i < watermarks.length; i++) {
      out.putVarint(watermarks[i]);
      out.putVarint(markedAt[i]);
    }
  }

  /**
   * @param time of its run, restored; there may be more partitions now
   */
  static AgentReading decode(ByteReader in, RunTime time) {
    AgentReading reading = new AgentReading(time);
    reading.read = in.varint();
    reading.late = in.varint();
    reading.sequenceHash = in.readLong();
    reading.nextSequence = in.varint();
    long stored = in.varint();
    for (int i = 0; i < stored; i++) {
      long watermark = in.varint();
      long at = in.varint();
      if (i < time.partitions()) {
        reading.watermarks[i] = watermark;
        reading.markedAt[i] = at;
      }
    }
    return reading;
  }
}
