package io.plimsoll.report.query;

import java.util.Optional;

/**
 * A run in a list.
 *
 * @param run the run
 * @param verdict its verdict
 * @param count outcomes so far
 * @param errors outcomes that were no success
 * @param throughputPerSecond outcomes per second
 * @param responseP95 response time at quantile 0.95 in milliseconds, when there was any
 * @param complete every agent's account balances
 */
public record RunOverview(
    Run run,
    Verdict verdict,
    long count,
    long errors,
    double throughputPerSecond,
    Optional<Double> responseP95,
    boolean complete) {
  static RunOverview of(Run run, Optional<Totals> totals) {
    return new RunOverview(
        run,
        totals.map(Totals::verdict).orElse(Verdict.PENDING),
        totals.map(each -> each.all().count()).orElse(0L),
        totals.map(each -> each.all().errors()).orElse(0L),
        totals.map(each -> each.all().throughputPerSecond()).orElse(0.0),
        totals.flatMap(each -> each.all().response()).map(Latency::p95),
        totals.map(each -> each.ledger().complete()).orElse(false));
  }
}
