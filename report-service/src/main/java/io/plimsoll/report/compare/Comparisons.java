package io.plimsoll.report.compare;

import io.plimsoll.report.query.ReportException;
import io.plimsoll.report.query.ReportException.Code;
import io.plimsoll.report.view.RunView;
import io.plimsoll.report.view.Views;
import io.plimsoll.schemas.Baseline;
import java.util.List;
import java.util.Optional;

/** Compares runs of the views on demand. Thread-safe. */
public final class Comparisons {
  private final Views views;

  public Comparisons(Views views) {
    this.views = views;
  }

  /**
   * With its baseline: that of its scenario, branch and environment, or else of the main branch.
   *
   * @return empty when there is none, or when the run is the baseline itself
   * @throws ReportException NOT_READY when runs of the baseline are no longer kept
   */
  public Optional<Comparison> withBaseline(RunView run) {
    return views
        .baselines()
        .nearest(BaselineKey.of(run.record().orElseThrow()))
        .filter(baseline -> !baseline.getRunIds().contains(run.id()))
        .map(baseline -> with(run, baseline));
  }

  private Comparison with(RunView run, Baseline baseline) {
    if (baseline.getRunIds().isEmpty()) {
      return Comparer.withImported(run, baseline);
    }
    return Comparer.withRuns(run, kept(baseline.getRunIds()));
  }

  /**
   * Those of a baseline that are kept.
   *
   * @throws ReportException NOT_READY when none is
   */
  List<RunView> kept(List<String> ids) {
    List<RunView> runs = ids.stream().flatMap(id -> views.run(id).stream()).toList();
    if (runs.isEmpty()) {
      throw new ReportException(
          Code.NOT_READY,
          "the runs of the baseline (%s) are no longer kept; set another: plimsoll baseline set RUN"
              .formatted(String.join(", ", ids)));
    }
    return runs;
  }

  /** What was written of the series that a run is a repeat of; empty when nothing was. */
  public Optional<Comparison> ofSeries(RunView run) {
    return views.seriesComparison(run.id()).map(ComparisonRecords::read);
  }

  /** A run with runs that were named; not empty. */
  public Comparison withRuns(RunView run, List<RunView> baseline) {
    return Comparer.withRuns(run, baseline);
  }

  /** Repeats of a run with repeats of another; as many on either side were taken in turns. */
  public Comparison inTurns(List<RunView> repeats, List<RunView> baseline) {
    return Comparer.inTurns(repeats, baseline);
  }
}
