package io.plimsoll.endtoend.exactlyonce.truth;

import io.plimsoll.schemas.LatencyStats;
import java.nio.ByteBuffer;
import java.util.LongSummaryStatistics;

/**
 * What is held of durations in microseconds, all of it exact.
 *
 * @param meanMicros of which the sum follows, because the count is known
 * @param sketch the whole distribution, encoded; empty where a record carries none
 */
record Latency(long count, long minMicros, long maxMicros, double meanMicros, ByteBuffer sketch) {

  static Latency of(LatencyStats stats, ByteBuffer sketch) {
    return new Latency(
        stats.getCount(),
        stats.getMinMicros(),
        stats.getMaxMicros(),
        stats.getMeanMicros(),
        sketch.duplicate());
  }

  static Latency of(LongSummaryStatistics micros, byte[] sketch) {
    return new Latency(
        micros.getCount(),
        micros.getMin(),
        micros.getMax(),
        (double) micros.getSum() / (double) micros.getCount(),
        ByteBuffer.wrap(sketch));
  }

  @Override
  public String toString() {
    return "%d from %d to %d µs, mean %.3f, sketch %d bytes #%x"
        .formatted(count, minMicros, maxMicros, meanMicros, sketch.remaining(), sketch.hashCode());
  }
}
