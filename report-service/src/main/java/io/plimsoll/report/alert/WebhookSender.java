package io.plimsoll.report.alert;

import io.plimsoll.report.query.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * One request per event. Its header {@code Idempotency-Key} is the id of the event: the same when
 * it is sent again because an answer got lost.
 */
final class WebhookSender implements AlertSender {
  static final String KEY_HEADER = "Idempotency-Key";

  private final HttpPost post;
  private final BodyTemplate body;

  WebhookSender(HttpPost post, BodyTemplate body) {
    this.post = post;
    this.body = body;
  }

  @Override
  public Answer send(Alert alert) {
    String text = Json.write(body.filled(alert.values()));
    return post.send(
        text.getBytes(StandardCharsets.UTF_8), Map.of(KEY_HEADER, headerText(alert.id())));
  }

  /** Names may hold anything, a header only some of ASCII; the rest is written as in URLs. */
  private static String headerText(String id) {
    StringBuilder text = new StringBuilder();
    for (byte each : id.getBytes(StandardCharsets.UTF_8)) {
      if (each > ' ' && each < 0x7f && each != '%') {
        text.append((char) each);
      } else {
        text.append('%').append(String.format("%02X", each));
      }
    }
    return text.toString();
  }

  @Override
  public Optional<Duration> remindEvery() {
    return Optional.empty();
  }

  @Override
  public Answer remind(Collection<Alert> firing) {
    return new Answer.Taken();
  }

  @Override
  public Answer sendOver(Alert firing, Instant at) {
    return new Answer.Taken();
  }

  @Override
  public void close() {
    post.close();
  }
}
