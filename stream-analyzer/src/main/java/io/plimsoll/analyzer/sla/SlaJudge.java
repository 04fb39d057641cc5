package io.plimsoll.analyzer.sla;

import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.schemas.Comparison;
import io.plimsoll.schemas.SlaResult;
import io.plimsoll.schemas.SlaRule;
import io.plimsoll.schemas.SlaState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges rules on whole runs. A rule that cannot be judged so is NOT_EVALUATED and says why: too
 * few samples, an indicator that does not exist, a sliding window, or a warm-up to be left out.
 */
public final class SlaJudge {
  private final Map<String, KpiAccumulator> totals;
  private final long spanMicros;

  /**
   * @param totals by operation, {@code *} for all together
   * @param spanMicros from the run's first start to its last end
   */
  public SlaJudge(Map<String, KpiAccumulator> totals, long spanMicros) {
    this.totals = Map.copyOf(totals);
    this.spanMicros = spanMicros;
  }

  /** A result for every rule, in the same order. */
  public List<SlaResult> judge(List<SlaRule> rules) {
    return rules.stream().map(this::judge).toList();
  }

  private SlaResult judge(SlaRule rule) {
    KpiAccumulator kpis = totals.getOrDefault(rule.getOperation(), new KpiAccumulator());
    Optional<Indicator> indicator = Indicator.of(rule.getIndicator());
    SlaResult result = new SlaResult();
    result.setRule(rule);
    result.setOperation(rule.getOperation());
    result.setState(SlaState.NOT_EVALUATED);
    if (indicator.isEmpty()) {
      result.setReason(
          "%s: there is no indicator %s".formatted(rule.getRuleId(), rule.getIndicator()));
      return result;
    }
    result.setSamples(indicator.get().samples(kpis));
    Optional<String> obstacle = obstacle(rule, result.getSamples());
    if (obstacle.isPresent()) {
      result.setReason(rule.getRuleId() + ": " + obstacle.get());
      return result;
    }
    decide(result, indicator.get(), kpis);
    return result;
  }

  private static Optional<String> obstacle(SlaRule rule, long samples) {
    if (rule.getOverMicros() != null) {
      return Optional.of(
          "%s is a rule over a sliding window, not over the whole run".formatted(rule.getText()));
    }
    if (rule.getFromMicros() != null && rule.getFromMicros() > 0) {
      return Optional.of("%s leaves out a warm-up, not the whole run".formatted(rule.getText()));
    }
    long needed = Math.max(1, rule.getMinimumSamples());
    return samples >= needed
        ? Optional.empty()
        : Optional.of("%d samples where %d are needed".formatted(samples, needed));
  }

  private void decide(SlaResult result, Indicator indicator, KpiAccumulator kpis) {
    SlaRule rule = result.getRule();
    double value = indicator.value(new Indicator.Measured(kpis, spanMicros));
    result.setValue(value);
    if (holds(value, rule.getComparison(), rule.getLimit())) {
      result.setState(SlaState.PASSED);
      return;
    }
    result.setState(SlaState.FAILED);
    result.setReason(
        "%s of %s was %s over the whole run, promised was %s %s"
            .formatted(
                rule.getIndicator(),
                result.getOperation().equals("*") ? "all operations" : result.getOperation(),
                indicator.unit().text(value),
                sign(rule.getComparison()),
                indicator.unit().text(rule.getLimit())));
  }

  private static boolean holds(double value, Comparison comparison, double limit) {
    return switch (comparison) {
      case LESS -> value < limit;
      case LESS_OR_EQUAL -> value <= limit;
      case GREATER -> value > limit;
      case GREATER_OR_EQUAL -> value >= limit;
    };
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
