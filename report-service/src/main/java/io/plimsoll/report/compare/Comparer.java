package io.plimsoll.report.compare;

import io.plimsoll.report.view.RunView;
import io.plimsoll.schemas.Baseline;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.stats.compare.Change;
import io.plimsoll.stats.compare.Estimate;
import io.plimsoll.stats.compare.Holm;
import io.plimsoll.stats.compare.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Holds a run against its baseline, metric by metric. A regression needs the threshold and the
 * evidence (p below {@value #LEVEL} after Holm's correction over all metrics). Deterministic.
 */
final class Comparer {
  private static final double LEVEL = 0.01;

  private Comparer() {}

  /** Repeats of a run against runs; all of them must have been announced. */
  static Comparison withRuns(List<RunView> candidates, List<RunView> baseline) {
    RunRecord record = candidates.get(0).record().orElseThrow();
    List<String> ids = baseline.stream().map(RunView::id).toList();
    List<String> mismatches =
        candidates.stream()
            .map(run -> run.record().orElseThrow())
            .flatMap(run -> baseline.stream().flatMap(each -> mismatches(each, run)))
            .distinct()
            .toList();
    if (!mismatches.isEmpty()) {
      return incomparable(record, ids, mismatches);
    }
    List<MetricChange> changes = changes(pooled(baseline), pooled(candidates));
    return judged(record, ids, changes, baseline.size() + candidates.size() - 1);
  }

  private static Stream<String> mismatches(RunView baseline, RunRecord candidate) {
    return Comparability.mismatches(baseline.record().orElseThrow(), candidate).stream();
  }

  private static Map<FigureName, Estimate> pooled(List<RunView> runs) {
    Map<FigureName, List<Estimate>> gathered = new TreeMap<>();
    for (RunView run : runs) {
      RunFigures.of(run)
          .forEach(
              (name, value) -> gathered.computeIfAbsent(name, any -> new ArrayList<>()).add(value));
    }
    Map<FigureName, Estimate> pooled = new TreeMap<>();
    gathered.forEach((name, each) -> pooled.put(name, Estimate.pooled(each)));
    return pooled;
  }

  /** Against figures that came from elsewhere and have no uncertainty of their own. */
  static Comparison withImported(RunView candidate, Baseline baseline) {
    Map<FigureName, Estimate> figures = ImportedFigures.of(baseline);
    List<MetricChange> changes = changes(figures, RunFigures.of(candidate));
    return judged(candidate.record().orElseThrow(), List.of(), changes, 0);
  }

  private static List<MetricChange> changes(
      Map<FigureName, Estimate> baseline, Map<FigureName, Estimate> candidate) {
    List<FigureName> names = new ArrayList<>();
    List<Change> found = new ArrayList<>();
    baseline.forEach(
        (name, before) ->
            Optional.ofNullable(candidate.get(name))
                .flatMap(now -> change(Metric.named(name.metric()), before, now))
                .ifPresent(
                    change -> {
                      names.add(name);
                      found.add(change);
                    }));
    double[] adjusted = Holm.adjusted(found.stream().mapToDouble(Change::pValue).toArray());
    List<MetricChange> changes = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      changes.add(judged(names.get(i), found.get(i), adjusted[i]));
    }
    return changes;
  }

  /** Empty where a share of the baseline makes no sense. */
  private static Optional<Change> change(Metric metric, Estimate before, Estimate now) {
    if (metric.absolute()) {
      return Optional.of(Change.absolute(before, now));
    }
    return before.value() > 0 && now.value() > 0
        ? Optional.of(Change.relative(before, now))
        : Optional.empty();
  }

  private static MetricChange judged(FigureName name, Change change, double adjusted) {
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
        metric.threshold(),
        Judgement.of(change, adjusted, metric.threshold(), LEVEL, metric.higherIsBetter()));
  }

  private static Comparison judged(
      RunRecord record, List<String> ids, List<MetricChange> changes, int runs) {
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
    if (runs == 1) {
      reasons.add("there is one run on each side: what differs between runs is not known");
    }
    return new Comparison(
        record.getRunId(),
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
        record.getScenario(),
        ids,
        false,
        mismatches,
        List.of(),
        Judgement.INCONCLUSIVE,
        List.of("the runs cannot be compared"));
  }
}
