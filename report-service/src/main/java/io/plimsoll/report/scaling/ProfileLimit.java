package io.plimsoll.report.scaling;

import io.plimsoll.report.query.Limit;

/**
 * A limit that levels are held against.
 *
 * @param operation operation it applies to; {@code *} for all together
 * @param indicator what is measured, for example {@code response.p95}
 * @param comparison value comparison limit must hold
 * @param limit the limit, in the unit
 * @param unit {@code ms}, {@code ratio}, {@code 1/s} or empty
 * @param text as the scenario wrote it
 */
public record ProfileLimit(
    String operation, String indicator, String comparison, double limit, String unit, String text) {

  static ProfileLimit of(Limit limit) {
    return new ProfileLimit(
        limit.operation(),
        limit.indicator(),
        limit.comparison(),
        limit.limit(),
        limit.unit(),
        limit.text());
  }

  /** Name of its value among those of a level. */
  public String key() {
    return operation + " " + indicator;
  }

  /** As people read it: list response.p95 < 150ms. */
  String title() {
    return key() + " " + (text.startsWith(comparison) ? text : comparison + " " + text);
  }

  /** Whether values that grow with load break it. */
  boolean above() {
    return comparison.startsWith("<");
  }

  boolean brokenBy(double value) {
    return switch (comparison) {
      case "<" -> value >= limit;
      case "<=" -> value > limit;
      case ">" -> value <= limit;
      default -> value < limit;
    };
  }
}
