package io.plimsoll.report.scaling;

import io.plimsoll.report.query.Limit;
import io.plimsoll.report.query.ResourceRow;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A limit that levels are held against.
 *
 * @param operation operation it applies to; {@code *} for all together
 * @param indicator what is measured, for example {@code response.p95}; metric and statistic of a
 *     resource, for example {@code cpu_ratio.avg}
 * @param comparison value comparison limit must hold
 * @param limit the limit, in the unit
 * @param unit {@code ms}, {@code ratio}, {@code 1/s} or empty
 * @param text as the scenario wrote it
 */
public record ProfileLimit(
    String operation, String indicator, String comparison, double limit, String unit, String text) {
  private static final String RESOURCE = "resource.";
  private static final Set<String> STATISTICS = Set.of("avg", "peak", "min", "last");

  static ProfileLimit of(Limit limit) {
    return new ProfileLimit(
        limit.operation(),
        limit.indicator().startsWith(RESOURCE) ? metric(limit) : limit.indicator(),
        limit.comparison(),
        limit.limit(),
        limit.unit(),
        limit.text());
  }

  /** A rule on samples is named source/metric.statistic. */
  private static String metric(Limit limit) {
    String statistic = "." + limit.indicator().substring(RESOURCE.length());
    String named = limit.ruleId().substring(limit.operation().length() + 1);
    int end = named.lastIndexOf(statistic);
    return end < 0 ? named : named.substring(0, end) + statistic;
  }

  /** Whether it is on samples of a resource rather than on outcomes. */
  boolean onResource() {
    String statistic = indicator.substring(indicator.lastIndexOf('.') + 1);
    return STATISTICS.contains(statistic) && !indicator.startsWith("growth.");
  }

  /** Whether a metric of a source is what it is on; either may be a pattern. */
  boolean isOn(String source, String metric) {
    String wanted = indicator.substring(0, indicator.lastIndexOf('.'));
    return matches(operation, source) && matches(wanted, metric);
  }

  private static boolean matches(String pattern, String name) {
    String regex =
        Stream.of(pattern.split("(?<=[*?])|(?=[*?])", -1))
            .map(part -> part.equals("*") ? ".*" : part.equals("?") ? "." : Pattern.quote(part))
            .collect(Collectors.joining());
    return Pattern.matches(regex, name);
  }

  /** Reads what it is on from a row of samples. */
  double reading(ResourceRow row) {
    return switch (indicator.substring(indicator.lastIndexOf('.') + 1)) {
      case "avg" -> row.average();
      case "peak" -> row.maximum();
      case "min" -> row.minimum();
      default -> row.last();
    };
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
