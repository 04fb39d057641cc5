package io.plimsoll.report.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.plimsoll.report.query.Limit;
import io.plimsoll.report.query.SlaChange;
import io.plimsoll.report.query.Times;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.SlaEvent;
import io.plimsoll.schemas.SlaTransition;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An SLA event as people are told of it: with the names of its run and the numbers in readable
 * units. Immutable.
 *
 * @param key which rule of which run, for which operation
 * @param transition the state entered
 * @param episode number of the breach for this rule and operation
 * @param change the event
 * @param reason what was measured and what was promised, in the analyzer's words
 * @param run the run, where it is known
 * @param since event time at which the alert began to fire; the event's own for other states
 * @param url of the run's live page
 */
record Alert(
    Key key,
    SlaTransition transition,
    long episode,
    SlaChange change,
    Optional<String> reason,
    Optional<RunRecord> run,
    Instant since,
    String url) {
  /** Names of {@link #values()}. */
  static final List<String> VALUES =
      List.of(
          "id",
          "status",
          "title",
          "summary",
          "run",
          "scenario",
          "environment",
          "branch",
          "commit",
          "rule",
          "operation",
          "indicator",
          "severity",
          "value",
          "valueText",
          "comparison",
          "limit",
          "limitText",
          "unit",
          "samples",
          "windowStart",
          "windowSeconds",
          "at",
          "since",
          "url");

  /** What fires and resolves: one alert, however often it does. */
  record Key(String runId, String ruleId, String operation) {
    static Key of(SlaEvent event) {
      return new Key(event.getRunId(), event.getRule().getRuleId(), event.getOperation());
    }
  }

  static Alert of(SlaEvent event, Optional<RunRecord> run, Instant since, String page) {
    return new Alert(
        Key.of(event),
        event.getTransition(),
        event.getEpisode(),
        SlaChange.of(event),
        Optional.ofNullable(event.getReason()),
        run,
        since,
        page + "/runs/" + event.getRunId());
  }

  /** The same for every copy of the event, and for no other. */
  String id() {
    return String.join(
        "/",
        key.runId(),
        key.ruleId(),
        key.operation(),
        String.valueOf(episode),
        transition.name(),
        String.valueOf(Times.micros(change.at())));
  }

  String severity() {
    return change.rule().severity();
  }

  String scenario() {
    return run.map(RunRecord::getScenario).orElse("");
  }

  String environment() {
    return run.map(RunRecord::getEnvironment).orElse("");
  }

  /** {@code firing}, {@code resolved}, {@code pending} or {@code not_evaluated}. */
  String status() {
    return transition.name().toLowerCase(Locale.ROOT);
  }

  /** What was measured, with its unit; empty when nothing was. */
  String valueText() {
    return change.value().map(value -> AlertText.withUnit(value, change.rule().unit())).orElse("");
  }

  /** What templates may name. */
  Map<String, JsonNode> values() {
    Limit rule = change.rule();
    Values values = new Values();
    values.text("id", id()).text("status", status()).text("title", AlertText.title(this));
    values.text("summary", AlertText.summary(this));
    values.text("run", key.runId()).text("scenario", scenario()).text("environment", environment());
    values.text("branch", run.map(RunRecord::getBranch).orElse(""));
    values.text("commit", run.map(RunRecord::getCommit).orElse(""));
    values.text("rule", key.ruleId()).text("operation", key.operation());
    values.text("indicator", rule.indicator()).text("severity", severity());
    values.number("value", change.value()).text("valueText", valueText());
    values.text("comparison", rule.comparison()).number("limit", Optional.of(rule.limit()));
    values.text("limitText", AlertText.limit(rule)).text("unit", rule.unit());
    values.number("samples", change.samples());
    values.text("windowStart", change.windowStart().toString());
    values.number("windowSeconds", Optional.of((double) change.windowWidthMillis() / 1_000));
    values.text("at", change.at().toString()).text("since", since.toString()).text("url", url);
    return values.byName;
  }

  /** The values while they are put together. */
  private static final class Values {
    private final Map<String, JsonNode> byName = new LinkedHashMap<>();

    Values text(String name, String value) {
      byName.put(name, JsonNodeFactory.instance.textNode(value));
      return this;
    }

    Values number(String name, Optional<Double> value) {
      byName.put(
          name,
          value
              .<JsonNode>map(JsonNodeFactory.instance::numberNode)
              .orElseGet(JsonNodeFactory.instance::nullNode));
      return this;
    }

    void number(String name, long value) {
      byName.put(name, JsonNodeFactory.instance.numberNode(value));
    }
  }
}
