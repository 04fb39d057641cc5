package io.plimsoll.load.engine;

/** A user's WebSocket, open or not. For the thread of its lane. */
public interface UserSocket {
  /**
   * Does a step. The user is told once when it is done, later or before this returns.
   *
   * @param intendedNanos when it was intended, on the agent's clock
   */
  void perform(SocketAction action, long intendedNanos);

  /** Whether there is a connection, or one being made. */
  boolean open();

  /** Closes what is open, without an outcome. No step is under way. */
  void leave();
}
