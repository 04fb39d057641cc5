package io.plimsoll.analyzer.sla;

import io.plimsoll.schemas.PhasePlan;
import io.plimsoll.schemas.SlaRule;
import java.util.List;

/**
 * From when to when a rule is judged. Without a start of its own a lower limit, or one of growth,
 * waits until the plan no longer raises the load from nothing; a lower limit ends where the plan
 * takes it back at the end. Immutable.
 */
final class JudgedSpan {
  private final long beginMicros;
  private final List<PhasePlan> plan;

  /**
   * @param beginMicros when the load began
   */
  JudgedSpan(long beginMicros, List<PhasePlan> plan) {
    this.beginMicros = beginMicros;
    this.plan = List.copyOf(plan);
  }

  RuleWatch.Span of(SlaRule rule) {
    boolean lower = Terms.isLower(rule);
    long offset = rule.getFromMicros() == null ? 0 : rule.getFromMicros();
    if (rule.getFromMicros() == null && (lower || Terms.isGrowth(rule))) {
      offset = rampUpMicros();
    }
    long until = lower && !plan.isEmpty() ? beginMicros + rampDownMicros() : Long.MAX_VALUE;
    return new RuleWatch.Span(beginMicros, wholeSecond(beginMicros + offset), until);
  }

  private static long wholeSecond(long micros) {
    return -Math.floorDiv(-micros, Terms.SECOND) * Terms.SECOND;
  }

  private long rampUpMicros() {
    long end = 0;
    for (PhasePlan phase : plan) {
      if (phase.getToLevel() <= phase.getFromLevel()) {
        return end;
      }
      end = phase.getStartMicros() + phase.getDurationMicros();
    }
    return 0; // the load rises all the time: there is nothing to wait for
  }

  private long rampDownMicros() {
    int last = plan.size() - 1;
    while (last > 0 && plan.get(last).getToLevel() < plan.get(last).getFromLevel()) {
      last--;
    }
    return plan.get(last).getStartMicros() + plan.get(last).getDurationMicros();
  }

  /** Length of the plan; 0 when it is not known. */
  long lengthMicros() {
    return plan.stream()
        .mapToLong(phase -> phase.getStartMicros() + phase.getDurationMicros())
        .max()
        .orElse(0);
  }
}
