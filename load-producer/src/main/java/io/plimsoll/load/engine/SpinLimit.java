package io.plimsoll.load.engine;

import java.util.function.LongSupplier;

/**
 * Whether a lane may look at the clock instead of sleeping: for at most two fifths of each second,
 * and not in a second after one in which its thread had to wait for its core for more than a tenth
 * of the time, because somebody else wanted it. For the thread of its lane.
 */
final class SpinLimit {
  private static final long PERIOD_NANOS = 1_000_000_000L;
  private static final long MOST_PER_PERIOD_NANOS = 400_000_000L;
  private static final long MOST_WAIT_NANOS = 100_000_000L;

  private final LongSupplier waitedNanos;
  private long periodEnd;
  private long waitedBefore;
  private long spentNanos;
  private boolean free;

  /**
   * @param waitedNanos how long this thread has waited for a core so far; negative when nobody
   *     knows, and then the core is never taken for free
   * @param nowNanos the clock
   */
  SpinLimit(LongSupplier waitedNanos, long nowNanos) {
    this.waitedNanos = waitedNanos;
    this.waitedBefore = waitedNanos.getAsLong();
    this.free = waitedBefore >= 0;
    this.periodEnd = nowNanos + PERIOD_NANOS;
  }

  boolean allows(long nowNanos) {
    if (nowNanos >= periodEnd) {
      begin(nowNanos, waitedNanos.getAsLong());
    }
    return free && spentNanos < MOST_PER_PERIOD_NANOS;
  }

  void spent(long nanos) {
    spentNanos += nanos;
  }

  private void begin(long nowNanos, long waited) {
    boolean late = nowNanos - periodEnd > PERIOD_NANOS; // the wait is that of a longer time
    free = waited >= 0 && (late || waited - waitedBefore <= MOST_WAIT_NANOS);
    waitedBefore = waited;
    spentNanos = 0;
    periodEnd = nowNanos + PERIOD_NANOS;
  }
}
