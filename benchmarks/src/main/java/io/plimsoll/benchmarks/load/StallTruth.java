package io.plimsoll.benchmarks.load;

/**
 * Response times of evenly spread arrivals at a server that stands still for {@code stall} in every
 * {@code period}: the share {@code stall / period} of the arrivals waits for the rest of the stall,
 * which is spread evenly over it; the others are answered at once. So P(R &gt; r) = (stall − r) /
 * period, and the quantile q is stall − (1 − q) · period, or next to nothing where that is
 * negative.
 */
record StallTruth(double stallMillis, double periodMillis) {
  private static final double ROUNDING_MILLIS = 1e-6;

  static StallTruth ofTarget() {
    return new StallTruth(StallingTarget.STALL_NANOS / 1e6, StallingTarget.PERIOD_NANOS / 1e6);
  }

  /** Milliseconds; 0 for what is answered at once. */
  double quantile(double q) {
    double millis = stallMillis - (1 - q) * periodMillis;
    return millis < ROUNDING_MILLIS ? 0 : millis;
  }
}
