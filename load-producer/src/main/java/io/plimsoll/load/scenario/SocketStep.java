package io.plimsoll.load.scenario;

/** One thing a user does over its WebSocket. A user has one at a time. */
public sealed interface SocketStep extends Step
    permits ConnectStep, SendStep, AwaitStep, CloseStep {
  /** The operation of the step itself. */
  String operation();
}
