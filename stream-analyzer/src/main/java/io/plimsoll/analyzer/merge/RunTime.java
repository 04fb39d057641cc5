package io.plimsoll.analyzer.merge;

import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;

/**
 * How much time has passed on each partition of request-outcomes while a run was read, by the marks
 * of its own agents: where the one stands that its own marks have led furthest. Each partition is a
 * time of its own, told by what lies on it in the order in which it lies there, so it does not
 * matter when which partition is read, nor what the agents' clocks say. For one thread.
 */
final class RunTime {
  /**
   * Who has written no mark for so long, while others have, is not waited for. An agent writes two
   * a second. It is silent for seconds while a broker is replaced or its machine stands still, and
   * a little longer when its connections are made anew; what it has to say after a minute is worth
   * less than what is said of the others meanwhile.
   */
  static final long PATIENCE_MICROS = 60_000_000;

  private final long[] elapsedMicros;

  RunTime(int partitions) {
    elapsedMicros = new long[partitions];
  }

  int partitions() {
    return elapsedMicros.length;
  }

  void pass(int source, long micros) {
    elapsedMicros[source] += micros;
  }

  /** On this partition, since the run was first heard of. */
  long microsOf(int source) {
    return elapsedMicros[source];
  }

  /** On each partition; a copy. */
  long[] now() {
    return elapsedMicros.clone();
  }

  /** Whether to have been heard last then is to be silent. */
  boolean isSilence(int source, long heardMicros) {
    return elapsedMicros[source] - heardMicros > PATIENCE_MICROS;
  }

  void encode(ByteWriter out) {
    out.putVarint(elapsedMicros.length);
    for (long micros : elapsedMicros) {
      out.putVarint(micros);
    }
  }

  /** Takes back what {@link #encode} wrote; there may be more partitions now. */
  void restore(ByteReader in) {
    long stored = in.varint();
    for (int i = 0; i < stored; i++) {
      long micros = in.varint();
      if (i < elapsedMicros.length) {
        elapsedMicros[i] = micros;
      }
    }
  }
}
