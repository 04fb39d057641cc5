package io.plimsoll.report.sample;

import io.plimsoll.schemas.Comparison;
import io.plimsoll.schemas.OperationSummary;
import io.plimsoll.schemas.SlaResult;
import io.plimsoll.schemas.SlaRule;
import io.plimsoll.schemas.SlaState;
import java.util.List;

/** The limits of a {@link SampleRun}, and what came of them. */
final class SampleLimits {
  private SampleLimits() {}

  static List<SlaRule> rules(String first) {
    return List.of(
        rule("*", "response.p95", Comparison.LESS, 150_000, "< 150ms"),
        rule("*", "throughput", Comparison.GREATER, 30, "> 30/s"),
        rule("*", "error_rate", Comparison.LESS, 0.01, "< 1%"),
        rule(first, "response.p99", Comparison.LESS, 60_000, "< 60ms"));
  }

  private static SlaRule rule(
      String operation, String indicator, Comparison comparison, double limit, String text) {
    return SlaRule.newBuilder()
        .setRuleId(operation + "/" + indicator)
        .setOperation(operation)
        .setIndicator(indicator)
        .setComparison(comparison)
        .setLimit(limit)
        .setText(text)
        .build();
  }

  static List<SlaResult> judged(OperationSummary total, OperationSummary first) {
    List<SlaRule> rules = rules(first.getOperation());
    return List.of(
        judged(rules.get(0), total.getResponse().getP95Micros(), total.getCount()),
        judged(rules.get(1), total.getThroughputPerSecond(), total.getCount()),
        judged(rules.get(2), total.getErrorRate(), total.getCount()),
        judged(rules.get(3), first.getResponse().getP99Micros(), first.getCount()));
  }

  private static SlaResult judged(SlaRule rule, double value, long samples) {
    boolean passed =
        rule.getComparison() == Comparison.LESS ? value < rule.getLimit() : value > rule.getLimit();
    return SlaResult.newBuilder()
        .setRule(rule)
        .setOperation(rule.getOperation())
        .setValue(value)
        .setSamples(samples)
        .setState(passed ? SlaState.PASSED : SlaState.FAILED)
        .setReason(passed ? null : "measured over the limit")
        .build();
  }
}
