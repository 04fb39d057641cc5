package io.plimsoll.report.query;

import io.plimsoll.schemas.SlaResult;
import java.util.Optional;

/**
 * One rule, judged on the whole run.
 *
 * @param rule the rule
 * @param operation the operation judged
 * @param value measured, in the rule's unit; empty when not evaluated
 * @param samples outcomes it rests on
 * @param state PASSED, FAILED or NOT_EVALUATED
 * @param reason why it failed or was not evaluated
 */
public record SlaOutcome(
    Limit rule,
    String operation,
    Optional<Double> value,
    long samples,
    String state,
    Optional<String> reason) {
  static SlaOutcome of(SlaResult result) {
    Limit rule = Limit.of(result.getRule());
    return new SlaOutcome(
        rule,
        result.getOperation(),
        Optional.ofNullable(result.getValue()).map(value -> Limit.inUnit(value, rule.unit())),
        result.getSamples(),
        result.getState().name(),
        Optional.ofNullable(result.getReason()));
  }
}
