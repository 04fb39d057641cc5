package io.plimsoll.report.compare;

import io.plimsoll.report.query.ReportException;
import io.plimsoll.report.view.RunView;
import io.plimsoll.report.view.Views;
import io.plimsoll.schemas.Baseline;
import io.plimsoll.schemas.RunComparison;
import io.plimsoll.schemas.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What there is to write when a run has ended.
 *
 * @param comparison with its baseline, where it has one
 * @param promoted the baseline that it became a part of, where it did
 */
record RunEnd(Optional<RunComparison> comparison, Optional<Baseline> promoted) {
  /** So many good runs of the main branch make up a baseline. */
  static final int POOLED = 5;

  private static final RunEnd NOTHING = new RunEnd(Optional.empty(), Optional.empty());

  /**
   * Looks at a run whose summary is closed.
   *
   * @throws ReportException NOT_READY when runs of the baseline are no longer kept
   */
  static RunEnd of(Views views, RunView run, Instant now) {
    Optional<RunSeries> series = RunSeries.of(views, run);
    if (series.isPresent()) {
      return series.get().isOver() ? of(views, series.get(), now) : NOTHING;
    }
    if (RunSide.isBaseline(run.record().orElseThrow())) {
      return NOTHING;
    }
    return of(views, new Comparisons(views).withBaseline(run), List.of(run), now);
  }

  /**
   * The comparison of a run that ended while nobody was there to write it. A run that is older than
   * its baseline was never to be compared with it.
   *
   * @throws ReportException NOT_READY when runs of the baseline are no longer kept
   */
  static Optional<RunComparison> missed(Views views, RunView run, Instant now) {
    return isMissed(views, run) ? of(views, run, now).comparison() : Optional.empty();
  }

  private static boolean isMissed(Views views, RunView run) {
    boolean written = views.isCompared(run.id()) || views.seriesComparison(run.id()).isPresent();
    if (written || RunSide.isBaseline(run.record().orElseThrow())) {
      return false;
    }
    Optional<RunSeries> series = RunSeries.of(views, run);
    return series.map(each -> each.isLast(run)).orElse(true)
        && (series.filter(RunSeries::isInTurns).isPresent() || isAfterItsBaseline(views, run));
  }

  private static boolean isAfterItsBaseline(Views views, RunView run) {
    long ended = run.summary().orElseThrow().getLastEndMicros();
    return views
        .baselines()
        .nearest(BaselineKey.of(run.record().orElseThrow()))
        .filter(baseline -> baseline.getSetAtMicros() < ended)
        .isPresent();
  }

  /** Single runs of a series prove nothing: it is judged as a whole when its last run has ended. */
  private static RunEnd of(Views views, RunSeries series, Instant now) {
    return of(views, series.judged(views), series.candidates(), now);
  }

  private static RunEnd of(
      Views views, Optional<Comparison> comparison, List<RunView> runs, Instant now) {
    boolean worse = comparison.filter(Comparison::regression).isPresent();
    return new RunEnd(
        comparison.map(ComparisonRecords::of),
        worse ? Optional.empty() : promoted(views, runs, now));
  }

  private static Optional<Baseline> promoted(Views views, List<RunView> candidates, Instant now) {
    BaselineKey key = BaselineKey.of(candidates.get(0).record().orElseThrow());
    Optional<Baseline> known = views.baselines().exactly(key);
    boolean free = known.map(each -> each.getSetBy().equals("promotion")).orElse(true);
    List<String> good = candidates.stream().filter(RunEnd::good).map(RunView::id).toList();
    if (!BaselineView.isMain(key) || !free || good.isEmpty()) {
      return Optional.empty();
    }
    List<String> runs = new ArrayList<>(known.map(Baseline::getRunIds).orElse(List.of()));
    runs.removeAll(good);
    runs.addAll(good);
    List<String> newest = runs.subList(Math.max(0, runs.size() - POOLED), runs.size());
    return Optional.of(Baselines.of(key, newest, "promotion", now));
  }

  private static boolean good(RunView run) {
    boolean passed =
        run.summary()
            .filter(summary -> summary.getComplete() && summary.getVerdict() == Verdict.PASSED)
            .isPresent();
    boolean limited = run.record().orElseThrow().getGeneratorLimited();
    boolean critical =
        run.findings().stream().anyMatch(finding -> finding.getSeverity().equals("critical"));
    return passed && !limited && !critical;
  }
}
