package io.plimsoll.lab.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.lab.api.Backend;
import io.plimsoll.lab.http.HttpProblem;
import io.plimsoll.lab.http.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * {@code /ws/chat} of S1: each message is answered in order by a {@code final} one that carries the
 * message's timestamp and the connection's backpressure.
 */
final class ChatConversation implements Conversation {
  private final Backend backend;

  ChatConversation(Backend backend) {
    this.backend = backend;
  }

  @Override
  public Runnable opened(Session session) {
    return () -> {};
  }

  @Override
  public Mono<Void> received(Session session, Message message) {
    JsonNode asked;
    try {
      asked = Json.readObject(message.content());
    } catch (HttpProblem problem) {
      session.send(
          Message.json(Json.write(Map.of("type", "error", "message", problem.getMessage()))));
      return Mono.empty();
    }
    if (asked.path("type").asText().equals("ping")) {
      session.send(EchoConversation.pong(message));
      return Mono.empty();
    }
    return backend
        .time("websocket.chat", session.loop())
        .doOnSuccess(waited -> session.send(answer(session, asked)));
  }

  private static Message answer(Session session, JsonNode asked) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("type", "final");
    answer.put("content", "You said: " + asked.path("content").asText());
    if (asked.has("timestamp")) {
      answer.put("timestamp", asked.get("timestamp"));
    }
    answer.put("backpressure", Map.of("drops", session.drops(), "queue_size", session.queueSize()));
    return Message.json(Json.write(answer));
  }
}
