package io.plimsoll.load.engine;

/** A step of a WebSocket that a transport has made ready, for any number of users. Immutable. */
public interface SocketAction {
  /** What is recorded of it. */
  Call call();

  /** Index of its operation in the scenario's list. */
  int operation();
}
