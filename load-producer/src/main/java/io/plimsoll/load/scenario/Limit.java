package io.plimsoll.load.scenario;

import io.plimsoll.schemas.Comparison;
import io.plimsoll.schemas.SlaRule;
import java.time.Duration;

/**
 * One promised limit of one operation, or of one source of samples. Immutable.
 *
 * @param id stable within the scenario
 * @param operation the operation, or a pattern with {@code *} and {@code ?}; {@code *} for all
 *     together; the source of a limit on samples
 * @param indicator {@code service.p95}, {@code response.max}, {@code error_rate}, {@code
 *     throughput} …
 * @param limit microseconds, a ratio, operations per second, a price, the unit of a metric, or
 *     times an error budget
 * @param text as the scenario wrote it
 */
public record Limit(
    String id,
    String operation,
    String indicator,
    Comparison comparison,
    double limit,
    String text,
    Judging judging,
    LimitSubject subject) {

  /** A limit on the whole run. */
  public Limit(
      String operation, String indicator, Comparison comparison, double limit, String text) {
    this(
        operation + "/" + indicator,
        operation,
        indicator,
        comparison,
        limit,
        text,
        Judging.USUAL,
        LimitSubject.OUTCOMES);
  }

  /** The limit as it travels with a run of this length. */
  public SlaRule toRule(Duration runLength) {
    SlaRule.Builder rule =
        SlaRule.newBuilder()
            .setRuleId(id)
            .setOperation(operation)
            .setIndicator(indicator)
            .setComparison(comparison)
            .setLimit(limit)
            .setText(text);
    judging.writeTo(rule);
    subject.writeTo(rule, runLength);
    return rule.build();
  }

  /** Whether it is on the outcomes of the whole run. */
  boolean isOnWholeRun() {
    return judging.over().isEmpty() && judging.from().isEmpty() && subject == LimitSubject.OUTCOMES;
  }

  /** How much of a run has to pass before it can be judged. */
  Duration reach(Duration runLength) {
    Duration over =
        subject instanceof LimitSubject.Budget budget
            ? budget.scaled(runLength).longWindow()
            : judging.over().orElse(Duration.ZERO);
    return over.plus(judging.from().orElse(Duration.ZERO));
  }
}
