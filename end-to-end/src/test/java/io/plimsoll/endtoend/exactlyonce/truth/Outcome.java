package io.plimsoll.endtoend.exactlyonce.truth;

import io.plimsoll.schemas.OutcomeKind;

/** One outcome, before it is encoded. Times in microseconds. */
record Outcome(
    String runId,
    String operation,
    long endMicros,
    long serviceMicros,
    long delayMicros,
    OutcomeKind kind,
    long bytesSent,
    long bytesReceived) {

  long startMicros() {
    return endMicros - serviceMicros;
  }

  long intendedStartMicros() {
    return startMicros() - delayMicros;
  }

  long responseMicros() {
    return serviceMicros + delayMicros;
  }

  boolean isError() {
    return kind != OutcomeKind.SUCCESS;
  }
}
