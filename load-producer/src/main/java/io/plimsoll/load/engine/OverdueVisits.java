package io.plimsoll.load.engine;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * Visits that were intended while their users were busy, and are not made any more, as the load has
 * ended. There may be very many, and outcomes must not come faster than they can be recorded, so
 * they are told a few at a time. For the thread of its lane.
 */
final class OverdueVisits implements Runnable, LaneContext.Pending {
  private static final int AT_ONCE = 1_000;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final LaneContext context;
  private final ArrayDeque<VirtualUser> users = new ArrayDeque<>();

  OverdueVisits(LaneContext context) {
    this.context = context;
  }

  /** This user's are to be told. */
  void add(VirtualUser user) {
    if (users.isEmpty()) {
      context.pending(this, this);
      context.runAt(context.clock().nanos(), this);
    }
    users.addLast(user);
  }

  @Override
  public void run() {
    tell(AT_ONCE);
    if (users.isEmpty()) {
      context.settled(this);
    } else {
      context.runAt(context.clock().nanos() + PAUSE_NANOS, this);
    }
  }

  private void tell(int most) {
    int left = most;
    while (left > 0 && !users.isEmpty()) {
      int told = users.peekFirst().giveUpOverdue(left);
      left -= told;
      if (left > 0) {
        users.removeFirst(); // it has no more
      }
    }
  }

  @Override
  public void abandon(String reason) {
    tell(Integer.MAX_VALUE);
  }
}
