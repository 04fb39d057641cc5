package io.plimsoll.report.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plimsoll.report.query.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Alertmanager's API v2, {@code POST /api/v2/alerts}. Alertmanager knows an alert by its labels, so
 * these are the same from the first firing to the end; sending one twice changes nothing there. A
 * firing alert is sent with an end in the future, four times the interval of reminders away, as
 * Prometheus does: when this service dies, the alert ends by itself. Only firing and resolved are
 * sent: it knows no other states.
 */
final class AlertmanagerSender implements AlertSender {
  static final String ALERT_NAME = "PlimsollSlaBreach";
  private static final int REMINDERS_TO_MISS = 4;

  private final HttpPost post;
  private final Receiver.Alertmanager form;
  private final Clock clock;

  AlertmanagerSender(HttpPost post, Receiver.Alertmanager form, Clock clock) {
    this.post = post;
    this.form = form;
    this.clock = clock;
  }

  @Override
  public Answer send(Alert alert) {
    return switch (alert.transition()) {
      case FIRING -> post(List.of(entry(alert, horizon())));
      case RESOLVED -> post(List.of(entry(alert, alert.change().at())));
      case PENDING, NOT_EVALUATED -> new Answer.Taken();
    };
  }

  @Override
  public Optional<Duration> remindEvery() {
    return Optional.of(form.resendEvery());
  }

  @Override
  public Answer remind(Collection<Alert> firing) {
    Instant until = horizon();
    return post(firing.stream().map(alert -> entry(alert, until)).toList());
  }

  @Override
  public Answer sendOver(Alert firing, Instant at) {
    return post(List.of(entry(firing, at)));
  }

  private Instant horizon() {
    return clock.instant().plus(form.resendEvery().multipliedBy(REMINDERS_TO_MISS));
  }

  private Answer post(List<ObjectNode> entries) {
    ArrayNode alerts = JsonNodeFactory.instance.arrayNode();
    entries.forEach(alerts::add);
    return post.send(Json.write(alerts).getBytes(StandardCharsets.UTF_8), Map.of());
  }

  private ObjectNode entry(Alert alert, Instant end) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.set("labels", labels(alert));
    entry.set("annotations", annotations(alert));
    // An end before the start is refused, and 1970 means that there is none.
    Instant start = alert.since().isAfter(end) ? end : alert.since();
    entry.put("startsAt", start.toString());
    entry.put("endsAt", end.toString());
    entry.put("generatorURL", alert.url());
    return entry;
  }

  private ObjectNode labels(Alert alert) {
    ObjectNode labels = JsonNodeFactory.instance.objectNode();
    form.labels().forEach(labels::put);
    labels.put("alertname", ALERT_NAME);
    labels.put("run", alert.key().runId());
    labels.put("rule", alert.key().ruleId());
    labels.put("operation", alert.key().operation());
    labels.put("indicator", alert.change().rule().indicator());
    labels.put("severity", alert.severity());
    putUnlessEmpty(labels, "scenario", alert.scenario());
    putUnlessEmpty(labels, "environment", alert.environment());
    return labels;
  }

  /** An empty label is no label to Alertmanager. */
  private static void putUnlessEmpty(ObjectNode labels, String name, String value) {
    if (!value.isEmpty()) {
      labels.put(name, value);
    }
  }

  private static ObjectNode annotations(Alert alert) {
    ObjectNode annotations = JsonNodeFactory.instance.objectNode();
    annotations.put("summary", AlertText.summary(alert));
    annotations.put("value", alert.valueText());
    annotations.put("limit", AlertText.limit(alert.change().rule()));
    annotations.put("window", alert.change().windowStart() + " + " + windowSeconds(alert) + " s");
    annotations.put("samples", String.valueOf(alert.change().samples()));
    annotations.put("url", alert.url());
    return annotations;
  }

  private static String windowSeconds(Alert alert) {
    double seconds = (double) alert.change().windowWidthMillis() / 1_000;
    return seconds == Math.rint(seconds) ? String.valueOf((long) seconds) : String.valueOf(seconds);
  }

  @Override
  public void close() {
    post.close();
  }
}
