package io.plimsoll.report.query;

import io.plimsoll.report.view.RunView;
import io.plimsoll.schemas.RunSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Totals of a run; live until closed.
 *
 * @param runId the run
 * @param closed it will not change any more
 * @param firstStart smallest start of a request, when there was one
 * @param lastEnd largest end of a request, when there was one
 * @param operations totals, {@code *} (all together) first
 * @param relativeError bound of the quantiles' relative error
 * @param ledger what was emitted beside what was analysed
 * @param sla every rule, judged on the whole run
 * @param verdict the verdict
 */
public record Totals(
    String runId,
    boolean closed,
    Optional<Instant> firstStart,
    Optional<Instant> lastEnd,
    List<OperationTotals> operations,
    double relativeError,
    Ledger ledger,
    List<SlaOutcome> sla,
    Verdict verdict) {
  public Totals {
    operations = List.copyOf(operations);
    sla = List.copyOf(sla);
  }

  static Totals of(RunSummary summary) {
    List<OperationTotals> operations = new ArrayList<>();
    operations.add(OperationTotals.of(summary.getTotal()));
    summary.getOperations().stream()
        .filter(each -> !each.getOperation().equals(OperationTotals.ALL))
        .map(OperationTotals::of)
        .forEach(operations::add);
    return new Totals(
        summary.getRunId(),
        summary.getClosed(),
        time(summary.getFirstStartMicros()),
        time(summary.getLastEndMicros()),
        operations,
        summary.getRelativeError(),
        Ledger.of(summary),
        summary.getSla().stream().map(SlaOutcome::of).toList(),
        Verdict.of(summary));
  }

  /** All operations together. */
  public OperationTotals all() {
    return operations.get(0);
  }

  RunView.Span span() {
    return new RunView.Span(
        firstStart.map(Times::micros).orElse(0L), lastEnd.map(Times::micros).orElse(0L));
  }

  private static Optional<Instant> time(long micros) {
    return micros == 0 ? Optional.empty() : Optional.of(Times.instant(micros));
  }
}
