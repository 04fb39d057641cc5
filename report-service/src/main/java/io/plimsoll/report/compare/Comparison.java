package io.plimsoll.report.compare;

import io.plimsoll.stats.compare.Judgement;
import java.util.ArrayList;
import java.util.List;

/**
 * A run beside its baseline.
 *
 * @param runId the run
 * @param repeats the runs that were judged together, in their order; empty of a run alone
 * @param scenario its scenario
 * @param baselineRunIds the runs of the baseline; empty for an imported one
 * @param comparable whether scenario, load, environment and generators let them be compared
 * @param mismatches why not, one sentence each
 * @param changes every metric compared; empty when they are not comparable
 * @param verdict of the whole
 * @param reasons why, one sentence each
 */
public record Comparison(
    String runId,
    List<String> repeats,
    String scenario,
    List<String> baselineRunIds,
    boolean comparable,
    List<String> mismatches,
    List<MetricChange> changes,
    Judgement verdict,
    List<String> reasons) {
  public Comparison {
    repeats = List.copyOf(repeats);
    baselineRunIds = List.copyOf(baselineRunIds);
    mismatches = List.copyOf(mismatches);
    changes = List.copyOf(changes);
    reasons = List.copyOf(reasons);
  }

  /** The same as said of the last of a series. */
  Comparison ofSeries(List<String> runIds) {
    List<String> all = new ArrayList<>(reasons);
    all.add("%d repeats judged together: %s".formatted(runIds.size(), String.join(", ", runIds)));
    return new Comparison(
        runIds.get(runIds.size() - 1),
        runIds,
        scenario,
        baselineRunIds,
        comparable,
        mismatches,
        changes,
        verdict,
        all);
  }

  /** Whether something got worse beyond its threshold and beyond doubt. */
  public boolean regression() {
    return verdict == Judgement.WORSE;
  }

  /** The changes with this verdict. */
  public List<MetricChange> changes(Judgement judged) {
    return changes.stream().filter(change -> change.verdict() == judged).toList();
  }
}
