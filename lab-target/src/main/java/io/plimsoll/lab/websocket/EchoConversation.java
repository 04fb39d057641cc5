package io.plimsoll.lab.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plimsoll.lab.http.HttpProblem;
import io.plimsoll.lab.http.Json;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/**
 * {@code /ws}: a message comes back as it was, so a timestamp in it measures the round trip. JSON
 * of type {@code broadcast} goes to every session, {@code ping} is answered by {@code pong}.
 */
final class EchoConversation implements Conversation {
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();

  @Override
  public Runnable opened(Session session) {
    sessions.add(session);
    return () -> sessions.remove(session);
  }

  @Override
  public Mono<Void> received(Session session, Message message) {
    switch (typeOf(message)) {
      case "broadcast" -> sessions.forEach(listener -> listener.send(message));
      case "ping" -> session.send(pong(message));
      default -> session.send(message);
    }
    return Mono.empty();
  }

  /** The answer to a ping: all that it carried, its type changed. */
  static Message pong(Message ping) {
    ObjectNode answer = (ObjectNode) Json.readObject(ping.content());
    return Message.json(Json.write(answer.put("type", "pong")));
  }

  /** The message's {@code type} if it is a JSON object that has one, else nothing. */
  static String typeOf(Message message) {
    if (!message.isJsonObject()) {
      return "";
    }
    try {
      JsonNode type = Json.readObject(message.content()).path("type");
      return type.asText();
    } catch (HttpProblem notJson) {
      return "";
    }
  }
}
