package io.plimsoll.load.scenario;

import io.plimsoll.schemas.Comparison;
import io.plimsoll.schemas.SlaRule;

/**
 * One promised limit of one operation.
 *
 * @param operation the operation, or {@code *} for all together
 * @param indicator {@code service.p95}, {@code response.max}, {@code error_rate}, {@code
 *     throughput} …
 * @param limit microseconds, a ratio 0…1, or operations per second
 * @param text as the scenario wrote it
 */
public record Limit(
    String operation, String indicator, Comparison comparison, double limit, String text) {

  /** The limit as it travels with the run. */
  public SlaRule toRule() {
    return SlaRule.newBuilder()
        .setRuleId(operation + "/" + indicator)
        .setOperation(operation)
        .setIndicator(indicator)
        .setComparison(comparison)
        .setLimit(limit)
        .setText(text)
        .build();
  }
}
