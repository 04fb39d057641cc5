package io.plimsoll.load.engine;

/**
 * How late timers are on this machine: a moving mean and a moving deviation, as TCP estimates round
 * trips (RFC 6298, section 2, with the same weights). For one thread.
 */
final class TimerLateness {
  /** Somebody else had the core then: that is no property of timers. */
  private static final long MOST_NANOS = 200_000;

  /** Nobody looks at the clock for longer than this. */
  private static final long MOST_EXPECTED_NANOS = 100_000;

  private long meanNanos;
  private long deviationNanos;

  void add(long nanos) {
    long late = Math.min(Math.max(nanos, 0), MOST_NANOS);
    deviationNanos += (Math.abs(late - meanNanos) - deviationNanos) / 4;
    meanNanos += (late - meanNanos) / 8;
  }

  /** Most timers are no later than this; 0 before the first one, at most 100 µs. */
  long expectedNanos() {
    return Math.min(meanNanos + 2 * deviationNanos, MOST_EXPECTED_NANOS);
  }
}
