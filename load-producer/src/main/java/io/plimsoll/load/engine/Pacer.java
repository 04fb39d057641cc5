package io.plimsoll.load.engine;

/**
 * Wakes one task of a lane exactly when it is due. A timer alone wakes late by what the machine
 * needs to wake up, some tens of microseconds on a virtual one. So the timer is set early by as
 * much as timers were late before, and the rest is spent looking at the clock, once in every turn
 * of the event loop, which goes on reading answers meanwhile. Where {@link SpinLimit} does not
 * allow that, the timer is all there is. For the thread of its lane; allocates one timer per wake.
 */
final class Pacer {
  private final LaneContext context;
  private final SpinLimit limit;
  private final Runnable task;
  private final TimerLateness lateness = new TimerLateness();
  private final Runnable woken = this::woken; // made once, not per arrival
  private final Runnable look = this::look;

  private long dueNanos;
  private long timerNanos;
  private long lookingSince;

  /**
   * @param task may ask for the next wake
   */
  Pacer(LaneContext context, SpinLimit limit, Runnable task) {
    this.context = context;
    this.limit = limit;
    this.task = task;
  }

  /**
   * Runs the task then, never inside the caller; one wake at a time.
   *
   * @param nowNanos the clock, just read
   */
  void wakeAt(long due, long nowNanos) {
    dueNanos = due;
    timerNanos = due - (limit.allows(nowNanos) ? lateness.expectedNanos() : 0);
    if (timerNanos > nowNanos) {
      context.runAt(timerNanos, woken);
    } else {
      lookingSince = nowNanos;
      context.lane().runAfterReading(look);
    }
  }

  private void woken() {
    long now = context.clock().nanos();
    lateness.add(now - timerNanos);
    lookingSince = now;
    goOn(now);
  }

  private void look() {
    goOn(context.clock().nanos());
  }

  private void goOn(long now) {
    if (now < dueNanos) {
      context.lane().runAfterReading(look);
    } else {
      limit.spent(now - lookingSince);
      task.run();
    }
  }
}
