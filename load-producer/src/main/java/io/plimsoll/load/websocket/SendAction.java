package io.plimsoll.load.websocket;

import io.plimsoll.load.engine.Inspection;
import io.plimsoll.load.engine.SocketAction;
import io.plimsoll.load.scenario.Pace;
import io.plimsoll.load.scenario.Reply;
import io.plimsoll.load.scenario.SendStep;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Sends messages.
 *
 * @param givesValues whether steps after this one rest on its reply
 */
record SendAction(
    MessageCall call,
    int operation,
    MessageMaker message,
    Pace pace,
    Optional<Reply> await,
    boolean givesValues)
    implements SocketAction {

  static SendAction of(SendStep step, ToIntFunction<String> operations) {
    Inspection inspection = new Inspection(step.checks(), step.extracts(), false);
    return new SendAction(
        MessageCall.of(inspection, step.timeout()),
        operations.applyAsInt(step.operation()),
        new MessageMaker(step.message()),
        step.pace(),
        step.await(),
        !step.extracts().isEmpty());
  }
}
