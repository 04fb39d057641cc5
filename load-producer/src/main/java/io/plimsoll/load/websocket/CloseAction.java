package io.plimsoll.load.websocket;

import io.plimsoll.load.engine.SocketAction;
import io.plimsoll.load.scenario.CloseStep;
import java.util.function.ToIntFunction;

/** Closes a WebSocket. */
record CloseAction(MessageCall call, int operation, int code, String reason)
    implements SocketAction {

  static CloseAction of(CloseStep step, ToIntFunction<String> operations) {
    return new CloseAction(
        MessageCall.of(step.timeout()),
        operations.applyAsInt(step.operation()),
        step.code(),
        step.reason());
  }
}
