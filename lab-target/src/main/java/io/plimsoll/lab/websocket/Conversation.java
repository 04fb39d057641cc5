package io.plimsoll.lab.websocket;

import reactor.core.publisher.Mono;

/** What a WebSocket route does with its sessions. Serves many at once; must not block. */
interface Conversation {

  /** The session is open; running the result when it closes undoes this. */
  Runnable opened(Session session);

  /** A message came; the session's next one is read when this completes. */
  Mono<Void> received(Session session, Message message);
}
