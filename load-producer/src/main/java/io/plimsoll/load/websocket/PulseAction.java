package io.plimsoll.load.websocket;

import io.plimsoll.load.scenario.Heartbeat;
import io.plimsoll.load.scenario.Reply;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Signs of life.
 *
 * @param message what is sent; a ping frame when there is none
 * @param reply what answers the message
 */
record PulseAction(
    MessageCall call, int operation, long everyNanos, Optional<MessageMaker> message, Reply reply) {

  static PulseAction of(Heartbeat heartbeat, ToIntFunction<String> operations) {
    return new PulseAction(
        MessageCall.of(heartbeat.timeout()),
        operations.applyAsInt(heartbeat.operation()),
        heartbeat.every().toNanos(),
        heartbeat.message().map(each -> new MessageMaker(each.message())),
        heartbeat.message().map(Heartbeat.Exchanged::reply).orElse(Reply.ANY));
  }
}
