package io.plimsoll.analyzer.finding;

import io.plimsoll.analyzer.finding.SecondRow.Traffic;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;

/**
 * The latencies of as many seconds as hold enough outcomes to be compared; one, mostly. Over
 * several seconds it holds the mean of their logarithms and the largest tail, which are compared
 * with their like only and never shown as percentiles of the whole.
 */
final class LatencySlot {
  private static final long ENOUGH = 8;
  private static final long LONGEST = 10 * RunDetectors.SECOND;

  private long startMicros;
  private long count;
  private double weighted;
  private double largest;

  /** Adds a second; true when there is enough to be compared. */
  boolean add(long second, Traffic traffic) {
    if (traffic.count() == 0 || traffic.p50() <= 0) {
      return false;
    }
    if (count == 0) {
      startMicros = second;
    }
    count += traffic.count();
    weighted += traffic.count() * Math.log(traffic.p50());
    largest = Math.max(largest, Math.log(Math.max(1, traffic.p95())));
    return count >= ENOUGH || second - startMicros >= LONGEST;
  }

  long startMicros() {
    return startMicros;
  }

  double logP50() {
    return weighted / count;
  }

  double logP95() {
    return largest;
  }

  void clear() {
    count = 0;
    weighted = 0;
    largest = 0;
  }

  void encode(ByteWriter out) {
    out.putLong(startMicros);
    out.putVarint(count);
    out.putLong(Double.doubleToRawLongBits(weighted));
    out.putLong(Double.doubleToRawLongBits(largest));
  }

  void restore(ByteReader in) {
    startMicros = in.readLong();
    count = in.varint();
    weighted = Double.longBitsToDouble(in.readLong());
    largest = Double.longBitsToDouble(in.readLong());
  }
}
