package io.plimsoll.load.scenario;

import io.plimsoll.schemas.ChangeThreshold;

/**
 * How much change of a metric is too much when runs of the scenario are compared.
 *
 * @param operation an operation or a source of samples; {@code *} for every one without its own
 * @param metric as in comparisons, for example {@code response.p95}
 * @param limit above 0: a share of the baseline, of an error rate the difference
 */
public record ChangeLimit(String operation, String metric, double limit) {

  /** As it stands in the record of a run. */
  public ChangeThreshold toThreshold() {
    return new ChangeThreshold(operation, metric, limit);
  }
}
