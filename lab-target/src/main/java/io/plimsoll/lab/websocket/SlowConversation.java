package io.plimsoll.lab.websocket;

import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * {@code /ws/slow}: reads a message, sends it back, and reads the next 100 ms later, so that a
 * client that sends faster finds the connection full.
 */
final class SlowConversation implements Conversation {
  private static final Duration PAUSE = Duration.ofMillis(100);

  @Override
  public Runnable opened(Session session) {
    return () -> {};
  }

  @Override
  public Mono<Void> received(Session session, Message message) {
    session.send(message);
    return Mono.delay(PAUSE).then();
  }
}
