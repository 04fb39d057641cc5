package io.plimsoll.load.http;

import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;

/**
 * Runs a task once in each turn of an event loop. A task that gives itself to the loop again runs
 * many times before the loop reads again, and one that is to run behind a turn runs in that turn
 * for ever; one that goes from the one place to the other runs once a turn, and the loop does not
 * sleep meanwhile. For the thread of the loop; one task at a time; allocates nothing.
 */
final class LoopTurn {
  private final EventLoop loop;
  private final Runnable hold = this::hold;
  private final Runnable release = this::release;
  private Runnable held;

  LoopTurn(EventLoop loop) {
    this.loop = loop;
  }

  /** Runs the task when the loop has read what is there to be read, never inside the caller. */
  void afterReading(Runnable task) {
    held = task;
    if (loop instanceof SingleThreadEventLoop turns) {
      turns.executeAfterEventLoopIteration(hold);
    } else {
      hold();
    }
  }

  private void hold() {
    loop.execute(release);
  }

  private void release() {
    held.run();
  }
}
