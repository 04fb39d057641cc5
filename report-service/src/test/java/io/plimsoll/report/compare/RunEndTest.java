package io.plimsoll.report.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.report.sample.SteadyRun;
import io.plimsoll.report.view.Retention;
import io.plimsoll.report.view.Views;
import io.plimsoll.schemas.Baseline;
import io.plimsoll.schemas.ChangeVerdict;
import io.plimsoll.schemas.Finding;
import io.plimsoll.schemas.FindingKind;
import io.plimsoll.schemas.FindingState;
import io.plimsoll.schemas.RunComparison;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is written when a run ends, taken in again as the topics bring it (R1, C3). */
class RunEndTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final BaselineKey MAIN = new BaselineKey("checkout", "main", "lab");

  private final Views views = new Views(Retention.DEFAULT);

  @Test
  void poolsTheLastFiveGoodRunsOfTheMainBranch() {
    for (int i = 1; i <= 7; i++) {
      ended("r" + i, 20, i);
    }

    Baseline baseline = views.baselines().exactly(MAIN).orElseThrow();
    assertThat(baseline.getRunIds()).containsExactly("r3", "r4", "r5", "r6", "r7");
    assertThat(baseline.getSetBy()).isEqualTo("promotion");
  }

  @Test
  void writesTheComparisonAndPromotesNoRegression() {
    ended("r1", 20, 1);
    ended("r2", 20, 2);
    RunEnd end = ended("r3", 30, 3);

    RunComparison comparison = end.comparison().orElseThrow();
    assertThat(comparison.getVerdict()).isEqualTo(ChangeVerdict.WORSE);
    assertThat(comparison.getBaselineRunIds()).containsExactly("r1", "r2");
    assertThat(comparison.getChanges()).isNotEmpty();
    assertThat(end.promoted()).isEmpty();
    assertThat(views.baselines().exactly(MAIN).orElseThrow().getRunIds())
        .containsExactly("r1", "r2");
  }

  @Test
  void leavesABaselineThatSomebodySet() {
    ended("r1", 20, 1);
    views.accept(Baselines.of(MAIN, List.of("r1"), "user", NOW));
    assertThat(ended("r2", 20, 2).promoted()).isEmpty();
  }

  @Test
  void promotesNoOtherBranchAndNoBadRun() {
    assertThat(ended("b1", 20, 1, record -> record.setBranch("feature")).promoted()).isEmpty();
    assertThat(ended("l1", 20, 2, record -> record.setGeneratorLimited(true)).promoted()).isEmpty();
    assertThat(
            ended("s1", 20, 3, record -> record.setLabels(Map.of("side", "baseline"))).promoted())
        .isEmpty();

    send("f1", 20, 4);
    RunSummary failed = views.run("f1").orElseThrow().summary().orElseThrow();
    failed.setVerdict(Verdict.FAILED);
    views.accept(failed);
    assertThat(RunEnd.of(views, views.run("f1").orElseThrow(), NOW).promoted()).isEmpty();

    send("c1", 20, 5);
    views.accept(critical("c1"));
    assertThat(RunEnd.of(views, views.run("c1").orElseThrow(), NOW).promoted()).isEmpty();
  }

  private RunEnd ended(String id, double millis, int seed) {
    return ended(id, millis, seed, record -> {});
  }

  /** As the service does it: what it writes comes back from the topics. */
  private RunEnd ended(String id, double millis, int seed, Consumer<RunRecord> change) {
    RunRecord record = send(id, millis, seed);
    change.accept(record);
    views.accept(record);
    RunEnd end = RunEnd.of(views, views.run(id).orElseThrow(), NOW);
    end.promoted().ifPresent(views::accept);
    return end;
  }

  private RunRecord send(String id, double millis, int seed) {
    SteadyRun run = new SteadyRun(id, 3_600L * seed, millis, 120, 0, "c" + seed, seed);
    run.sendTo(views);
    return run.record(0);
  }

  private static Finding critical(String runId) {
    return Finding.newBuilder()
        .setRunId(runId)
        .setFindingId("f1")
        .setKind(FindingKind.BOTTLENECK)
        .setState(FindingState.CLOSED)
        .setSeverity("critical")
        .setTitle("a pool is exhausted")
        .setFromMicros(0)
        .setConfidence(0.9)
        .setEvidence(Map.of())
        .build();
  }
}
