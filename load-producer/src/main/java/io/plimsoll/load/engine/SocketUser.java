package io.plimsoll.load.engine;

/** The user of a WebSocket. For the thread of its lane. */
public interface SocketUser {
  Session session();

  /** Whether a message intended then may still be begun. */
  boolean mayBegin(long intendedNanos);

  /**
   * Something intended that is now begun, or has been waiting since. Recorded when it completes;
   * how late it is counts as the generator's lag.
   */
  Exchange begun(Call call, int operation, long intendedNanos);

  /** The same for something that nobody intended: it came. */
  Exchange heard(Call call, int operation, long intendedNanos);

  /**
   * The step is done.
   *
   * @param goesOn whether the steps after it can be done
   */
  void performed(long endNanos, boolean goesOn);
}
