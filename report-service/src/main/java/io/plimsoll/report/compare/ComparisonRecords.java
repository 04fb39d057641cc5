package io.plimsoll.report.compare;

import io.plimsoll.schemas.ChangeVerdict;
import io.plimsoll.schemas.RunComparison;
import io.plimsoll.stats.compare.Judgement;
import java.util.Optional;

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
        .setRunIds(comparison.repeats())
        .build();
  }

  static Comparison read(RunComparison record) {
    return new Comparison(
        record.getRunId(),
        record.getRunIds(),
        record.getScenario(),
        record.getBaselineRunIds(),
        record.getComparable(),
        record.getMismatches(),
        record.getChanges().stream().flatMap(each -> read(each).stream()).toList(),
        judgement(record.getVerdict()),
        record.getReasons());
  }

  /** Empty for what is no longer compared. */
  private static Optional<MetricChange> read(io.plimsoll.schemas.MetricChange change) {
    return Metric.find(change.getMetric())
        .map(
            metric ->
                new MetricChange(
                    change.getOperation(),
                    change.getMetric(),
                    metric.unit(),
                    change.getAbsolute(),
                    change.getBaselineValue(),
                    change.getCandidateValue(),
                    change.getChangeRatio(),
                    Optional.ofNullable(change.getLowerRatio()),
                    Optional.ofNullable(change.getUpperRatio()),
                    Optional.ofNullable(change.getPValue()).orElse(1.0),
                    Optional.ofNullable(change.getThreshold()).orElse(metric.threshold()),
                    judgement(change.getVerdict())));
  }

  private static Judgement judgement(ChangeVerdict verdict) {
    return Judgement.valueOf(verdict.name());
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
