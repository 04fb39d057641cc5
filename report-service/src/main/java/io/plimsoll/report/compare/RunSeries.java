package io.plimsoll.report.compare;

import io.plimsoll.report.view.RunView;
import io.plimsoll.report.view.Views;
import io.plimsoll.schemas.Baseline;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.RunSummary;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The runs of a series that have been announced, in their order. Immutable.
 *
 * @param candidates of the build under test
 * @param baselines of the build they took turns with; empty when they took none
 * @param times how many were to be run on each side
 */
record RunSeries(List<RunView> candidates, List<RunView> baselines, int times) {
  RunSeries {
    candidates = List.copyOf(candidates);
    baselines = List.copyOf(baselines);
  }

  /** The series of a run; empty when it is of none. */
  static Optional<RunSeries> of(Views views, RunView run) {
    return SeriesLabels.place(run.record().orElseThrow()).map(place -> of(views, place));
  }

  private static RunSeries of(Views views, SeriesLabels.Place place) {
    List<RunView> all =
        views.runs().stream()
            .filter(run -> placeOf(run).filter(each -> isOf(each, place)).isPresent())
            .sorted(Comparator.comparingInt(run -> placeOf(run).orElseThrow().number()))
            .toList();
    return new RunSeries(
        all.stream().filter(run -> !isBaseline(run)).toList(),
        all.stream().filter(RunSeries::isBaseline).toList(),
        place.times());
  }

  private static boolean isOf(SeriesLabels.Place each, SeriesLabels.Place place) {
    return each.series().equals(place.series()) && each.times() == place.times();
  }

  private static Optional<SeriesLabels.Place> placeOf(RunView run) {
    return SeriesLabels.place(run.record().orElseThrow());
  }

  private static boolean isBaseline(RunView run) {
    return RunSide.isBaseline(run.record().orElseThrow());
  }

  /**
   * Whether all of it has been run and summed up, and nobody interrupted it. In turns the first run
   * is of the baseline.
   */
  boolean isOver() {
    return candidates.size() == times
        && (baselines.isEmpty() || baselines.size() == times)
        && candidates.stream().allMatch(RunSeries::isOver)
        && baselines.stream().allMatch(RunSeries::isOver);
  }

  private static boolean isOver(RunView run) {
    return run.summary().filter(RunSummary::getClosed).isPresent()
        && run.record().orElseThrow().getStatus() != RunStatus.INTERRUPTED;
  }

  /** Whether it took turns with another build. */
  boolean isInTurns() {
    return !baselines.isEmpty();
  }

  /** Whether this is the run that what is found of all belongs to. */
  boolean isLast(RunView run) {
    return run.id().equals(candidates.get(candidates.size() - 1).id());
  }

  /**
   * All of it judged together: with the build it took turns with, or else with its baseline.
   *
   * @return empty when it has neither
   */
  Optional<Comparison> judged(Views views) {
    List<String> ids = candidates.stream().map(RunView::id).toList();
    if (!baselines.isEmpty()) {
      return Optional.of(Comparer.inTurns(candidates, baselines).ofSeries(ids));
    }
    return views
        .baselines()
        .nearest(BaselineKey.of(candidates.get(0).record().orElseThrow()))
        .filter(baseline -> baseline.getRunIds().stream().noneMatch(ids::contains))
        .map(baseline -> with(baseline, views).ofSeries(ids));
  }

  private Comparison with(Baseline baseline, Views views) {
    return baseline.getRunIds().isEmpty()
        ? Comparer.withImported(candidates.get(candidates.size() - 1), baseline)
        : Comparer.together(candidates, new Comparisons(views).kept(baseline.getRunIds()));
  }
}
