package io.plimsoll.report.compare;

import io.plimsoll.schemas.ChangeVerdict;
import io.plimsoll.schemas.RunComparison;
import io.plimsoll.stats.compare.Judgement;

/** Comparisons as they lie on their topic. */
final class ComparisonRecords {
  private ComparisonRecords() {}

  static RunComparison of(Comparison comparison) {
    return RunComparison.newBuilder()
        .setRunId(comparison.runId())
        .setScenario(comparison.scenario())
        .setBaselineRunIds(comparison.baselineRunIds())
        .setComparable(comparison.comparable())
        .setMismatches(comparison.mismatches())
        .setChanges(comparison.changes().stream().map(ComparisonRecords::of).toList())
        .setVerdict(verdict(comparison.verdict()))
        .setReasons(comparison.reasons())
        .build();
  }

  private static io.plimsoll.schemas.MetricChange of(MetricChange change) {
    return io.plimsoll.schemas.MetricChange.newBuilder()
        .setOperation(change.operation())
        .setMetric(change.metric())
        .setBaselineValue(change.baseline())
        .setCandidateValue(change.candidate())
        .setChangeRatio(change.change())
        .setLowerRatio(change.lower().orElse(null))
        .setUpperRatio(change.upper().orElse(null))
        .setAbsolute(change.absolute())
        .setPValue(change.pValue())
        .setThreshold(change.threshold())
        .setVerdict(verdict(change.verdict()))
        .build();
  }

  private static ChangeVerdict verdict(Judgement judgement) {
    return ChangeVerdict.valueOf(judgement.name());
  }
}
