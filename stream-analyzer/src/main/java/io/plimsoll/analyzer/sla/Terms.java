package io.plimsoll.analyzer.sla;

import io.plimsoll.schemas.Comparison;
import io.plimsoll.schemas.SlaRule;
import io.plimsoll.stats.sla.BurnRate;
import java.util.Locale;
import java.util.Optional;

/** What a rule says, in figures and in words. */
final class Terms {
  static final long SECOND = 1_000_000;

  private Terms() {}

  /** Fewest samples it may be judged on. */
  static long samplesNeeded(SlaRule rule) {
    boolean countsNothing = rule.getIndicator().equals("throughput");
    return countsNothing ? 0 : Math.max(1, rule.getMinimumSamples());
  }

  static boolean breaks(SlaRule rule, double value) {
    return rule.getIndicator().equals("burn_rate")
        ? BurnRate.exceeds(value, rule.getLimit())
        : !holds(value, rule.getComparison(), rule.getLimit());
  }

  private static boolean holds(double value, Comparison comparison, double limit) {
    return switch (comparison) {
      case LESS -> value < limit;
      case LESS_OR_EQUAL -> value <= limit;
      case GREATER -> value > limit;
      case GREATER_OR_EQUAL -> value >= limit;
    };
  }

  /** Whether a smaller value is a worse one. */
  static boolean isLower(SlaRule rule) {
    return rule.getComparison() == Comparison.GREATER
        || rule.getComparison() == Comparison.GREATER_OR_EQUAL;
  }

  static boolean isOnSamples(SlaRule rule) {
    return rule.getSource() != null && rule.getMetric() != null;
  }

  static boolean isGrowth(SlaRule rule) {
    return rule.getIndicator().startsWith("growth.")
        || rule.getIndicator().equals("resource.growth");
  }

  /** Whether it promises something of the whole run. */
  static boolean isOnTotals(SlaRule rule) {
    boolean whole = rule.getFromMicros() == null || rule.getFromMicros() == 0;
    return whole && rule.getOverMicros() == null && !isGrowth(rule) && !isOnSamples(rule);
  }

  static Optional<Unit> unit(SlaRule rule) {
    if (isGrowth(rule)) {
      return isOnSamples(rule)
          ? Optional.of(Unit.RATIO)
          : Indicator.of(levelOf(rule)).map(level -> Unit.RATIO);
    }
    return isOnSamples(rule)
        ? Optional.of(Unit.OF_THE_METRIC)
        : Indicator.of(rule).map(Indicator::unit);
  }

  /** The rule on the level whose growth this one limits. */
  static SlaRule levelOf(SlaRule growth) {
    SlaRule level = SlaRule.newBuilder(growth).build();
    level.setIndicator(
        isOnSamples(growth) ? "resource.avg" : growth.getIndicator().substring("growth.".length()));
    return level;
  }

  /** The value as a sentence: what it was, over what, and what was promised. */
  static String sentence(SlaRule rule, String operation, double value, String over) {
    Unit unit = unit(rule).orElse(Unit.OF_THE_METRIC);
    return "%s of %s was %s over %s, promised was %s %s"
        .formatted(
            rule.getIndicator(),
            operation.equals("*") ? "all operations" : operation,
            unit.text(value),
            over,
            sign(rule.getComparison()),
            unit.text(rule.getLimit()));
  }

  /** How long, as a person would say it. */
  static String span(long micros) {
    double seconds = (double) micros / SECOND;
    if (seconds >= 7200 && seconds % 3600 == 0) {
      return String.format(Locale.ROOT, "%.0f h", seconds / 3600);
    }
    return seconds >= 120 && seconds % 60 == 0
        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
        : String.format(Locale.ROOT, "%.0f s", seconds);
  }

  private static String sign(Comparison comparison) {
    return switch (comparison) {
      case LESS -> "<";
      case LESS_OR_EQUAL -> "≤";
      case GREATER -> ">";
      case GREATER_OR_EQUAL -> "≥";
    };
  }
}
