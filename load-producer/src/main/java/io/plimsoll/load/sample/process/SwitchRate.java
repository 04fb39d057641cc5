package io.plimsoll.load.sample.process;

import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Context switches per second of one process, counted anew every ten seconds only, since it takes a
 * file per thread. For one thread.
 */
final class SwitchRate {
  private static final long EVERY_NANOS = 9_500_000_000L;

  private OptionalDouble before = OptionalDouble.empty();
  private long beforeNanos;
  private OptionalDouble rate = OptionalDouble.empty();

  /**
   * @param total switches since the process began
   */
  OptionalDouble perSecond(long nanos, Supplier<OptionalDouble> total) {
    if (before.isEmpty() || nanos - beforeNanos > EVERY_NANOS) {
      OptionalDouble now = total.get();
      if (before.isPresent() && now.isPresent()) {
        // Threads that have ended take their count with them.
        double increase = Math.max(0, now.getAsDouble() - before.getAsDouble());
        rate = OptionalDouble.of(increase * 1e9 / (double) (nanos - beforeNanos));
      }
      before = now;
      beforeNanos = nanos;
    }
    return rate;
  }
}
