package io.plimsoll.analyzer.sla;

import io.plimsoll.schemas.SlaRule;
import java.util.Map;

/**
 * Whether enough has been seen to raise an alert on a rule that is judged on everything so far. Its
 * verdict is that at the end; before, a single slow request among the first ten is no breach of a
 * p99, and neither is one error a breach of 0.1 %.
 */
final class Certainty {
  private static final long BEYOND_QUANTILE = 100;
  private static final long FOR_MEAN = 100;
  private static final double DEVIATIONS = 4;
  private static final Map<String, Double> SHARE_BEYOND =
      Map.of(
          "p50", 0.5, "p75", 0.25, "p90", 0.1, "p95", 0.05, "p99", 0.01, "p999", 1e-3, "p9999",
          1e-4);

  private Certainty() {}

  /** Whether a breach may be told before the end. */
  static boolean isEnough(SlaRule rule, Reading reading) {
    if (rule.getOverMicros() != null || Terms.isGrowth(rule)) {
      return true;
    }
    if (Terms.isLower(rule)) {
      return false; // what is too little may still come
    }
    String indicator = rule.getIndicator();
    String statistic = indicator.substring(indicator.indexOf('.') + 1);
    if (SHARE_BEYOND.containsKey(statistic)) {
      return reading.samples() * SHARE_BEYOND.get(statistic) >= BEYOND_QUANTILE;
    }
    return switch (statistic) {
      case "max", "peak", "min", "last" -> true;
      case "mean", "avg" -> reading.samples() >= FOR_MEAN;
      default -> indicator.contains("_rate") && isBeyondChance(rule, reading);
    };
  }

  /** More than four standard deviations of a Poisson count above what the limit allows. */
  private static boolean isBeyondChance(SlaRule rule, Reading reading) {
    double allowed = rule.getLimit() * reading.samples();
    double seen = reading.value() * reading.samples();
    return seen > allowed + DEVIATIONS * Math.sqrt(allowed);
  }
}
