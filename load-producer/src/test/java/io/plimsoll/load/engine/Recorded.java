package io.plimsoll.load.engine;

import io.plimsoll.schemas.OutcomeKind;

/** An outcome as a test sees it; times in nanoseconds of the agent's clock. */
record Recorded(
    int operation,
    int phase,
    long userId,
    long intended,
    long start,
    long end,
    OutcomeKind kind,
    int status,
    String error,
    long connectMicros,
    long firstByteMicros,
    long bytesSent,
    long bytesReceived) {

  static Recorded of(Exchange exchange, int phase) {
    return new Recorded(
        exchange.operation(),
        phase,
        exchange.userId(),
        exchange.intendedNanos(),
        exchange.startNanos(),
        exchange.endNanos(),
        exchange.kind(),
        exchange.status(),
        exchange.error(),
        exchange.connectMicros(),
        exchange.firstByteMicros(),
        exchange.bytesSent(),
        exchange.bytesReceived());
  }

  long serviceMillis() {
    return (end - start) / 1_000_000;
  }

  long responseMillis() {
    return (end - intended) / 1_000_000;
  }
}
