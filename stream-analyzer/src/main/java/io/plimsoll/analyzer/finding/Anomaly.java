package io.plimsoll.analyzer.finding;

/**
 * Something unusual of one operation that lasts.
 *
 * @param sinceMicros start of its first unusual second
 * @param untilMicros end of its last one
 * @param worst the most unusual second of it
 */
record Anomaly(Kind kind, String operation, long sinceMicros, long untilMicros, Worst worst) {

  /** What is unusual; in the order in which a reader wants to hear of it. */
  enum Kind {
    STALL,
    ERRORS,
    LATENCY,
    THROUGHPUT,
    SPREAD
  }

  /**
   * A second.
   *
   * @param measure p50 or p95 for latencies and their spread, else empty
   * @param observed microseconds, share of errors, or per second
   * @param expected in the same unit
   * @param z robust standard deviations between the two, or their like
   */
  record Worst(String measure, double observed, double expected, double z) {
    static final Worst NONE = new Worst("", 0, 0, 0);

    /** How many times as much as expected, or as little. */
    double factor() {
      double small = Math.min(observed, expected);
      double large = Math.max(observed, expected);
      return small <= 0 ? large <= 0 ? 1 : 1e3 : Math.min(1e3, large / small);
    }

    Worst orWorse(Worst other) {
      boolean farther =
          other.factor() == factor()
              && Math.abs(other.observed - other.expected) > Math.abs(observed - expected);
      return other.factor() > factor() || farther ? other : this;
    }
  }
}
