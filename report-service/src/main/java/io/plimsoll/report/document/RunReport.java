package io.plimsoll.report.document;

import io.plimsoll.report.compare.Comparison;
import io.plimsoll.report.query.FindingEntry;
import io.plimsoll.report.query.Kpi;
import io.plimsoll.report.query.Ledger;
import io.plimsoll.report.query.OperationTotals;
import io.plimsoll.report.query.ResourceRow;
import io.plimsoll.report.query.Run;
import io.plimsoll.report.query.SlaChange;
import io.plimsoll.report.query.SlaOutcome;
import io.plimsoll.report.query.Totals;
import io.plimsoll.report.query.Verdict;
import io.plimsoll.report.scaling.Scaling;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that a report of a run says. Immutable.
 *
 * @param run the run
 * @param totals its totals, once anything has been analysed
 * @param peak the busiest window
 * @param peakUsers most users at a time, as measured by the agents
 * @param resources each metric over the whole run
 * @param findings what the analysis noticed
 * @param slaChanges how rules changed their state while it ran
 * @param timeline windows of every operation for charts, coarse enough to draw
 * @param users windows of the agents' user counts
 * @param samples every metric over time for charts, coarse enough to draw
 * @param scaling the newest scaling profile that it is part of
 * @param comparison with the baseline, where there is one
 */
public record RunReport(
    Run run,
    Optional<Totals> totals,
    Optional<Kpi> peak,
    Optional<Double> peakUsers,
    List<ResourceRow> resources,
    List<FindingEntry> findings,
    List<SlaChange> slaChanges,
    List<Kpi> timeline,
    List<ResourceRow> users,
    SampleLines samples,
    Optional<Scaling> scaling,
    Optional<Comparison> comparison) {
  private static final Ledger NOTHING = new Ledger(0, 0, false, 0, 0, 0, List.of());

  public RunReport {
    resources = List.copyOf(resources);
    findings = List.copyOf(findings);
    slaChanges = List.copyOf(slaChanges);
    timeline = List.copyOf(timeline);
    users = List.copyOf(users);
  }

  public Verdict verdict() {
    return totals.map(Totals::verdict).orElse(Verdict.PENDING);
  }

  /** What was emitted beside what was analysed. */
  public Ledger ledger() {
    return totals.map(Totals::ledger).orElse(NOTHING);
  }

  /** Totals of every operation, all together first; empty while nothing has been analysed. */
  public List<OperationTotals> operations() {
    return totals.map(Totals::operations).orElse(List.of());
  }

  /** Every rule, judged. */
  public List<SlaOutcome> sla() {
    return totals.map(Totals::sla).orElse(List.of());
  }

  /** From the start of load to the last outcome known. */
  public Duration duration() {
    Instant end = run.endedAt().or(() -> totals.flatMap(Totals::lastEnd)).orElse(run.startedAt());
    return end.isBefore(run.startedAt()) ? Duration.ZERO : Duration.between(run.startedAt(), end);
  }

  /** What the findings advise. */
  public List<Recommendation> recommendations() {
    return Recommendations.of(findings);
  }

  /** Findings of this kind. */
  public List<FindingEntry> findingsOf(String kind) {
    return findings.stream().filter(each -> each.kind().equals(kind)).toList();
  }
}
