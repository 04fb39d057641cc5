package io.plimsoll.load.websocket;

import io.plimsoll.load.scenario.Receive;
import java.time.Duration;
import java.util.function.ToIntFunction;

/**
 * What messages that come by themselves are recorded as.
 *
 * @param dropped index of its operation; not used when messages have no numbers
 */
record EarAction(Receive receive, MessageCall call, int operation, int refused, int dropped) {
  static EarAction of(Receive receive, ToIntFunction<String> operations) {
    return new EarAction(
        receive,
        MessageCall.of(Duration.ZERO),
        operations.applyAsInt(receive.operation()),
        operations.applyAsInt(receive.refused()),
        receive.sequence().isPresent() ? operations.applyAsInt(receive.dropped()) : 0);
  }
}
