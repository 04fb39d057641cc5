package io.plimsoll.analyzer.sla;

import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.schemas.SlaResult;
import io.plimsoll.schemas.SlaRule;
import io.plimsoll.schemas.SlaState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges rules at the end of a run: those on the whole of it by its totals, the others by what was
 * seen of them while it went on. A rule that cannot be judged is NOT_EVALUATED and says why.
 */
public final class SlaJudge {
  private final Map<String, KpiAccumulator> totals;
  private final long spanMicros;
  private final Optional<SlaWatch> watch;

  /**
   * @param totals by operation, {@code *} for all together
   * @param spanMicros from the run's first start to its last end
   * @param watch the rules while the run went on
   */
  public SlaJudge(Map<String, KpiAccumulator> totals, long spanMicros, Optional<SlaWatch> watch) {
    this.totals = Map.copyOf(totals);
    this.spanMicros = spanMicros;
    this.watch = watch;
  }

  /** A result for every rule, and every operation it matches, in the same order. */
  public List<SlaResult> judge(List<SlaRule> rules) {
    return rules.stream().flatMap(this::judge).toList();
  }

  private Stream<SlaResult> judge(SlaRule rule) {
    if (Terms.unit(rule).isEmpty()) {
      return Stream.of(
          notEvaluated(rule, rule.getOperation(), "there is no indicator " + rule.getIndicator()));
    }
    List<RuleWatch> watches = watch.map(each -> each.of(rule)).orElse(List.of());
    if (Terms.isOnTotals(rule)) {
      return operations(rule).map(operation -> onTotals(rule, operation, watches));
    }
    return watches.isEmpty()
        ? Stream.of(notEvaluated(rule, rule.getOperation(), nothingMatches(rule)))
        : watches.stream().map(SlaJudge::watched);
  }

  private String nothingMatches(SlaRule rule) {
    if (watch.isEmpty()) {
      return rule.getText() + " is judged while a run goes on, and this one was not watched";
    }
    return watch.get().isCrowded()
        ? "there are more operations and metrics than can be watched"
        : Terms.isOnSamples(rule)
            ? "no sample of %s of %s came".formatted(rule.getMetric(), rule.getSource())
            : "no operation of this name had an outcome";
  }

  private Stream<String> operations(SlaRule rule) {
    Glob names = new Glob(rule.getOperation());
    if (rule.getOperation().equals("*") || !names.isPattern()) {
      return Stream.of(rule.getOperation());
    }
    List<String> matching =
        totals.keySet().stream()
            .filter(name -> !name.equals("*") && names.matches(name))
            .sorted()
            .toList();
    return matching.isEmpty() ? Stream.of(rule.getOperation()) : matching.stream();
  }

  private SlaResult onTotals(SlaRule rule, String operation, List<RuleWatch> watches) {
    Indicator indicator = Indicator.of(rule).orElseThrow();
    Indicator.Measured on = Totals.measured(operation, totals, spanMicros);
    long samples = indicator.samples(on);
    long needed = Math.max(1, rule.getMinimumSamples());
    SlaResult result = result(rule, operation);
    result.setSamples(samples);
    watches.stream()
        .filter(each -> each.operation().equals(operation))
        .forEach(each -> fired(result, each));
    if (samples < needed) {
      result.setReason(
          "%s: %d samples where %d are needed".formatted(rule.getRuleId(), samples, needed));
      return result;
    }
    double value = indicator.value(on);
    result.setValue(value);
    if (Terms.breaks(rule, value)) {
      result.setState(SlaState.FAILED);
      result.setReason(Terms.sentence(rule, operation, value, "the whole run"));
    } else {
      result.setState(SlaState.PASSED);
      between(result).ifPresent(result::setReason);
    }
    return result;
  }

  /** A limit on the whole run that it kept in the end, and broke beyond chance before. */
  private static Optional<String> between(SlaResult result) {
    long times = result.getFirings();
    return times == 0
        ? Optional.empty()
        : Optional.of(
            "%s: kept over the whole run, but fired %s for %s while it went on; add over: to hold every window to it"
                .formatted(
                    result.getRule().getRuleId(),
                    times == 1 ? "once" : times + " times",
                    Terms.span(result.getFiringMicros())));
  }

  private static SlaResult watched(RuleWatch watch) {
    Optional<Reading> reading = watch.decisive();
    if (reading.isEmpty()) {
      return notEvaluated(watch.rule(), watch.operation(), watch.lack());
    }
    SlaResult result = result(watch.rule(), watch.operation());
    result.setValue(reading.get().value());
    result.setSamples(reading.get().samples());
    fired(result, watch);
    if (watch.hasFailed()) {
      result.setState(SlaState.FAILED);
      result.setReason(watch.sentence());
    } else {
      result.setState(SlaState.PASSED);
      if (watch.lacking() > 0) {
        result.setReason(
            "%s: %d of %d windows had too few samples"
                .formatted(
                    watch.rule().getRuleId(),
                    watch.lacking(),
                    watch.lacking() + watch.evaluated()));
      } else {
        between(result).ifPresent(result::setReason);
      }
    }
    return result;
  }

  private static void fired(SlaResult result, RuleWatch watch) {
    result.setFirings(watch.hysteresis().firings());
    result.setFiringMicros(watch.hysteresis().firingTime());
    if (watch.hysteresis().firings() > 0) {
      result.setFirstFiredMicros(watch.hysteresis().firstFired());
    }
  }

  private static SlaResult notEvaluated(SlaRule rule, String operation, String why) {
    SlaResult result = result(rule, operation);
    result.setReason(rule.getRuleId() + ": " + why);
    return result;
  }

  private static SlaResult result(SlaRule rule, String operation) {
    SlaResult result = new SlaResult();
    result.setRule(rule);
    result.setOperation(operation);
    result.setState(SlaState.NOT_EVALUATED);
    return result;
  }
}
