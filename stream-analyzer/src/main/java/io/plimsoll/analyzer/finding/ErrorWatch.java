package io.plimsoll.analyzer.finding;

import io.plimsoll.analyzer.finding.Anomaly.Kind;
import io.plimsoll.analyzer.finding.Anomaly.Worst;
import io.plimsoll.analyzer.finding.SecondRow.Traffic;
import io.plimsoll.stats.anomaly.ErrorBurst;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.function.Consumer;

/**
 * Errors of one operation, looked at over the last second and over the last five: a few more in
 * each are as improbable as many at once. For one thread.
 */
final class ErrorWatch {
  private static final int SECONDS = 5;
  private static final double MEMORY = 5_000;
  private static final double BY_CHANCE = 1e-6;
  private static final double MORE = 0.01;
  private static final long FEWEST = 3;

  private final Course course = new Course();
  private final long[] errors = new long[SECONDS];
  private final long[] counts = new long[SECONDS];
  private final long[] starts = new long[SECONDS];
  private ErrorBurst burst = ErrorBurst.fresh(MEMORY);
  private long taken;

  /** Takes a second in that had outcomes. */
  void take(long startMicros, long endMicros, Traffic traffic) {
    int newest = (int) (taken % SECONDS);
    errors[newest] = traffic.errors();
    counts[newest] = traffic.count();
    starts[newest] = startMicros;
    taken++;
    double share = (double) traffic.errors() / traffic.count();
    boolean many = isMany(traffic.errors(), traffic.count());
    long since = startMicros;
    if (!many && traffic.errors() > 0 && isMany(sum(errors), sum(counts))) {
      many = true;
      share = (double) sum(errors) / sum(counts);
      since = firstWithErrors();
    }
    double expected = burst.expected();
    double usual = burst.errors() / Math.max(1, burst.count());
    double deviation = Math.sqrt(expected * (1 - expected) / traffic.count());
    course.next(
        many, since, endMicros, new Worst("", share, usual, (share - expected) / deviation));
    if (course.isQuiet()) {
      burst = burst.next(traffic.errors(), traffic.count());
    }
  }

  private boolean isMany(long failed, long total) {
    return burst.count() > 0
        && failed >= FEWEST
        && (double) failed / total >= burst.expected() + MORE
        && burst.probability(failed, total) < BY_CHANCE;
  }

  private static long sum(long[] values) {
    long sum = 0;
    for (long each : values) {
      sum += each;
    }
    return sum;
  }

  private long firstWithErrors() {
    long first = Long.MAX_VALUE;
    for (int i = 0; i < SECONDS; i++) {
      if (errors[i] > 0 && errors[i] > 2 * burst.expected() * counts[i]) {
        first = Math.min(first, starts[i]);
      }
    }
    return first;
  }

  /** Whether errors are as usual. */
  boolean isQuiet() {
    return course.isQuiet();
  }

  /** Outcomes known so far, those long ago for less. */
  double known() {
    return burst.count();
  }

  void tell(String operation, Consumer<Anomaly> told) {
    course.tell(Kind.ERRORS, operation, told);
  }

  void encode(ByteWriter out) {
    course.encode(out);
    out.putVarint(taken);
    for (int i = 0; i < SECONDS; i++) {
      out.putVarint(errors[i]);
      out.putVarint(counts[i]);
      out.putLong(starts[i]);
    }
    out.putLong(Double.doubleToRawLongBits(burst.errors()));
    out.putLong(Double.doubleToRawLongBits(burst.count()));
  }

  void restore(ByteReader in) {
    course.restore(in);
    taken = in.varint();
    for (int i = 0; i < SECONDS; i++) {
      errors[i] = in.varint();
      counts[i] = in.varint();
      starts[i] = in.readLong();
    }
    burst =
        new ErrorBurst(
            Double.longBitsToDouble(in.readLong()), Double.longBitsToDouble(in.readLong()), MEMORY);
  }
}
