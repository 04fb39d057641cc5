package io.plimsoll.report.compare;

import io.plimsoll.report.view.RunView;
import io.plimsoll.schemas.Baseline;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.stats.compare.Change;
import io.plimsoll.stats.compare.Estimate;
import io.plimsoll.stats.compare.Holm;
import io.plimsoll.stats.compare.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Holds a run against its baseline, metric by metric. A regression needs the threshold and the
 * evidence (p below {@value #LEVEL} after Holm's correction over all metrics). Deterministic.
 */
final class Comparer {
  private static final double LEVEL = 0.01;

  private Comparer() {}

  /** A run against those of its baseline; all of them must have been announced. */
  static Comparison withRuns(RunView candidate, List<RunView> baseline) {
    return compared(List.of(candidate), baseline, List.of(), false);
  }

  /** Repeats of a run against runs of its baseline, which have nothing to do with their turns. */
  static Comparison together(List<RunView> candidates, List<RunView> baseline) {
    return compared(candidates, baseline, List.of(), false);
  }

  /** Repeats of a run against repeats of another; as many on either side were taken in turns. */
  static Comparison inTurns(List<RunView> candidates, List<RunView> baseline) {
    boolean turns = candidates.size() == baseline.size() && candidates.size() > 1;
    if (!turns) {
      return compared(candidates, baseline, List.of(), false);
    }
    List<RunView> now = new ArrayList<>();
    List<RunView> before = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      List<RunView> turn = List.of(baseline.get(i), candidates.get(i));
      Optional<String> spoilt = turn.stream().flatMap(run -> spoilt(run).stream()).findFirst();
      if (spoilt.isPresent()) {
        notes.add("turn %d was left out: %s".formatted(i + 1, spoilt.get()));
      } else {
        before.add(baseline.get(i));
        now.add(candidates.get(i));
      }
    }
    return now.size() < 2
        ? compared(candidates, baseline, List.of(), true)
        : compared(now, before, notes, true);
  }

  private static Optional<String> spoilt(RunView run) {
    return Comparability.spoilt(
        run.record().orElseThrow(), run.summary().filter(RunSummary::getComplete).isPresent());
  }

  private static Comparison compared(
      List<RunView> candidates, List<RunView> baseline, List<String> notes, boolean turns) {
    RunRecord record = candidates.get(0).record().orElseThrow();
    List<String> ids = baseline.stream().map(RunView::id).toList();
    List<String> mismatches =
        Stream.concat(
                candidates.stream()
                    .map(run -> run.record().orElseThrow())
                    .flatMap(run -> baseline.stream().flatMap(each -> mismatches(each, run))),
                Stream.of(candidates, baseline)
                    .flatMap(List::stream)
                    .flatMap(run -> spoilt(run).stream()))
            .distinct()
            .toList();
    if (!mismatches.isEmpty()) {
      return incomparable(record, ids, mismatches);
    }
    Sides sides = new Sides(figures(baseline), figures(candidates), turns);
    return judged(record, ids, sides, notes);
  }

  private static Stream<String> mismatches(RunView baseline, RunRecord candidate) {
    return Comparability.mismatches(baseline.record().orElseThrow(), candidate).stream();
  }

  private static List<Map<FigureName, Estimate>> figures(List<RunView> runs) {
    return runs.stream().map(RunFigures::of).toList();
  }

  /** Against figures that came from elsewhere and have no uncertainty of their own. */
  static Comparison withImported(RunView candidate, Baseline baseline) {
    Sides sides =
        new Sides(List.of(ImportedFigures.of(baseline)), List.of(RunFigures.of(candidate)), false);
    return judged(
        candidate.record().orElseThrow(),
        List.of(),
        sides,
        List.of("imported figures are taken as exact"));
  }

  private static List<MetricChange> changes(Sides sides, Thresholds thresholds) {
    List<FigureName> names = new ArrayList<>();
    List<Change> found = new ArrayList<>();
    for (FigureName name : sides.names()) {
      sides
          .change(name)
          .ifPresent(
              change -> {
                names.add(name);
                found.add(change);
              });
    }
    double[] adjusted = Holm.adjusted(found.stream().mapToDouble(Change::pValue).toArray());
    List<MetricChange> changes = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      double threshold = thresholds.of(names.get(i));
      Judgement judgement =
          judgement(names.get(i), found.get(i), adjusted[i], threshold, sides.repeated());
      changes.add(judged(names.get(i), found.get(i), adjusted[i], threshold, judgement));
    }
    return changes;
  }

  /**
   * What is too little to matter is the same, whatever share it is. Of a machine that others use as
   * well, one run on each side tells nothing.
   */
  private static Judgement judgement(
      FigureName name, Change change, double adjusted, double threshold, boolean repeated) {
    Metric metric = Metric.named(name.metric());
    Judgement judged = Judgement.of(change, adjusted, threshold, LEVEL, metric.higherIsBetter());
    boolean little = Math.abs(change.candidate() - change.baseline()) < metric.least();
    if (little && judged != Judgement.INCONCLUSIVE) {
      return Judgement.SAME;
    }
    boolean unsure = metric.kind() == Metric.Kind.RESOURCE && !repeated;
    return unsure && judged != Judgement.SAME ? Judgement.INCONCLUSIVE : judged;
  }

  private static MetricChange judged(
      FigureName name, Change change, double adjusted, double threshold, Judgement judgement) {
    Metric metric = Metric.named(name.metric());
    return new MetricChange(
        name.operation(),
        name.metric(),
        metric.unit(),
        metric.absolute(),
        change.baseline(),
        change.candidate(),
        change.amount(),
        Optional.of(change.lower()).filter(Double::isFinite),
        Optional.of(change.upper()).filter(Double::isFinite),
        adjusted,
        threshold,
        judgement);
  }

  private static Comparison judged(
      RunRecord record, List<String> ids, Sides sides, List<String> notes) {
    List<MetricChange> changes = changes(sides, Thresholds.of(record));
    List<String> reasons = new ArrayList<>();
    for (Judgement each : List.of(Judgement.WORSE, Judgement.BETTER)) {
      changes.stream()
          .filter(change -> change.verdict() == each)
          .forEach(change -> reasons.add(ChangeText.sentence(change)));
    }
    long open = changes.stream().filter(c -> c.verdict() == Judgement.INCONCLUSIVE).count();
    if (open > 0) {
      reasons.add(
          "%d of %d metrics are inconclusive: run longer, or repeat"
              .formatted(open, changes.size()));
    }
    reasons.addAll(notes);
    if (!ids.isEmpty() && !sides.repeated()) {
      reasons.add("there is one run on each side: what differs between runs is not known");
    }
    return new Comparison(
        record.getRunId(),
        List.of(),
        record.getScenario(),
        ids,
        true,
        List.of(),
        changes,
        verdict(changes),
        reasons);
  }

  /** Worse where anything is; inconclusive where most is or nothing could be compared. */
  private static Judgement verdict(List<MetricChange> changes) {
    List<Judgement> all = changes.stream().map(MetricChange::verdict).toList();
    long open = all.stream().filter(each -> each == Judgement.INCONCLUSIVE).count();
    if (all.contains(Judgement.WORSE)) {
      return Judgement.WORSE;
    }
    if (2 * open >= all.size()) {
      return Judgement.INCONCLUSIVE;
    }
    return all.contains(Judgement.BETTER) ? Judgement.BETTER : Judgement.SAME;
  }

  private static Comparison incomparable(
      RunRecord record, List<String> ids, List<String> mismatches) {
    return new Comparison(
        record.getRunId(),
        List.of(),
        record.getScenario(),
        ids,
        false,
        mismatches,
        List.of(),
        Judgement.INCONCLUSIVE,
        List.of("the runs cannot be compared"));
  }
}
