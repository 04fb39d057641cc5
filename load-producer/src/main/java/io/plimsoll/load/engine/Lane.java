package io.plimsoll.load.engine;

import java.util.concurrent.ScheduledExecutorService;

/**
 * One event loop with its own connections. Everything but {@link #loop} is for that loop's thread
 * only.
 */
public interface Lane {
  /** The event loop; one thread. */
  ScheduledExecutorService loop();

  /**
   * Sends the request as soon as a connection is free. The exchange completes exactly once, later
   * or (when it fails at once) before this returns.
   *
   * @param nowNanos the clock, just read: the actual start where a connection is free
   */
  void send(Call call, Exchange exchange, long nowNanos);

  /**
   * Runs the task, one at a time, when the loop has read what is there to be read; it does not
   * sleep until then.
   */
  default void runAfterReading(Runnable task) {
    loop().execute(task);
  }

  /** This user sends nothing more for now: what is kept open for it alone may close. */
  default void left(Session user) {}

  /** Requests begun and not completed. */
  int inFlight();

  /** Requests that wait for a connection. */
  int waiting();

  /** Requests that had to be sent once more, since an idle connection ended under them. */
  default long sentAgain() {
    return 0;
  }

  /** Completes all that wait for a connection as NOT_SENT. */
  void refuseWaiting(String reason);

  /** Completes all in flight as TIMEOUT, closing their connections. */
  void abandonInFlight(String reason);

  /** A WebSocket for this user, which opens and closes it as often as it wants. */
  default UserSocket socket(SocketUser user) {
    throw new UnsupportedOperationException("no WebSockets over " + getClass().getSimpleName());
  }

  /** The load has ended: what is still open closes, and nothing is recorded any more. */
  default void end() {}
}
