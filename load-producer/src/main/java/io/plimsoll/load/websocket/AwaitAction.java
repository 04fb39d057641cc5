package io.plimsoll.load.websocket;

import io.plimsoll.load.engine.Inspection;
import io.plimsoll.load.engine.SocketAction;
import io.plimsoll.load.scenario.AwaitStep;
import io.plimsoll.load.scenario.Reply;
import java.util.function.ToIntFunction;

/**
 * Waits for a message.
 *
 * @param givesValues whether steps after this one rest on it
 */
record AwaitAction(MessageCall call, int operation, Reply reply, boolean givesValues)
    implements SocketAction {

  static AwaitAction of(AwaitStep step, ToIntFunction<String> operations) {
    Inspection inspection = new Inspection(step.checks(), step.extracts(), false);
    return new AwaitAction(
        MessageCall.of(inspection, step.timeout()),
        operations.applyAsInt(step.operation()),
        step.reply(),
        !step.extracts().isEmpty());
  }
}
