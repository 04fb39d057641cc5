package io.plimsoll.report.alert;

import io.plimsoll.report.query.Limit;
import io.plimsoll.report.text.Numbers;
import java.time.Duration;
import java.util.Locale;

/** How an alert is put in words. */
final class AlertText {
  private AlertText() {}

  /** {@code FIRING upload/response.p95 of normal-production-load}. */
  static String title(Alert alert) {
    String of = alert.scenario().isEmpty() ? alert.key().runId() : alert.scenario();
    return "%s %s of %s"
        .formatted(alert.status().toUpperCase(Locale.ROOT), alert.key().ruleId(), of);
  }

  /** One sentence: what was measured over what, and what was promised. */
  static String summary(Alert alert) {
    return alert.reason().orElseGet(() -> ownSummary(alert));
  }

  private static String ownSummary(Alert alert) {
    Limit rule = alert.change().rule();
    String what = rule.indicator() + " of " + operation(alert.key().operation());
    String measured =
        alert.valueText().isEmpty()
            ? "was not measured"
            : switch (alert.transition()) {
              case RESOLVED -> "is " + alert.valueText() + " again";
              default -> "is " + alert.valueText();
            };
    return "%s %s, promised is %s (%s, %s samples)"
        .formatted(
            what,
            measured,
            limit(rule),
            "over " + Numbers.duration(Duration.ofMillis(alert.change().windowWidthMillis())),
            Numbers.count(alert.change().samples()));
  }

  private static String operation(String name) {
    return name.equals("*") ? "all operations" : name;
  }

  /** {@code < 500 ms}. */
  static String limit(Limit rule) {
    return rule.comparison() + " " + withUnit(rule.limit(), rule.unit());
  }

  static String withUnit(double value, String unit) {
    return switch (unit) {
      case "ms" -> Numbers.millis(value);
      case "ratio" -> Numbers.percent(value);
      case "1/s" -> Numbers.decimal(value) + "/s";
      default -> Numbers.decimal(value);
    };
  }
}
