package io.plimsoll.report.query;

import io.plimsoll.schemas.SlaRule;

/**
 * One promised limit.
 *
 * @param ruleId stable within the scenario
 * @param operation operation it applies to; {@code *} for the whole run
 * @param indicator what is measured, for example {@code response.p95} or {@code error_rate}
 * @param comparison {@code <}, {@code <=}, {@code >} or {@code >=}: value comparison limit must
 *     hold
 * @param limit the limit, in the unit
 * @param unit {@code ms}, {@code ratio} or {@code 1/s}; empty for a unit of the indicator's own
 * @param text the limit as the scenario wrote it
 * @param severity critical, warning or info
 * @param abort breaking it stops the load
 */
public record Limit(
    String ruleId,
    String operation,
    String indicator,
    String comparison,
    double limit,
    String unit,
    String text,
    String severity,
    boolean abort) {
  static Limit of(SlaRule rule) {
    String unit = unit(rule.getIndicator());
    return new Limit(
        rule.getRuleId(),
        rule.getOperation(),
        rule.getIndicator(),
        switch (rule.getComparison()) {
          case LESS -> "<";
          case LESS_OR_EQUAL -> "<=";
          case GREATER -> ">";
          case GREATER_OR_EQUAL -> ">=";
        },
        inUnit(rule.getLimit(), unit),
        unit,
        rule.getText(),
        rule.getSeverity(),
        rule.getAbort());
  }

  static String unit(String indicator) {
    if (indicator.startsWith("service.") || indicator.startsWith("response.")) {
      return "ms";
    }
    if (indicator.startsWith("error_rate.") || indicator.contains("growth")) {
      return "ratio";
    }
    return switch (indicator) {
      case "error_rate", "drop_rate", "unanswered_rate" -> "ratio";
      case "throughput" -> "1/s";
      default -> "";
    };
  }

  static double inUnit(double value, String unit) {
    return unit.equals("ms") ? Latency.millis(value) : value;
  }
}
