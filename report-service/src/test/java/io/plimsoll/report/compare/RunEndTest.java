package io.plimsoll.report.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.report.history.History;
import io.plimsoll.report.history.HistoryFinder;
import io.plimsoll.report.history.HistoryQuery;
import io.plimsoll.report.query.RunQueries;
import io.plimsoll.report.sample.SteadyRun;
import io.plimsoll.report.text.HistoryText;
import io.plimsoll.report.view.Retention;
import io.plimsoll.report.view.Views;
import io.plimsoll.schemas.Baseline;
import io.plimsoll.schemas.ChangeVerdict;
import io.plimsoll.schemas.Finding;
import io.plimsoll.schemas.FindingKind;
import io.plimsoll.schemas.FindingState;
import io.plimsoll.schemas.RunComparison;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  @Test
  void judgesASeriesInTurnsWhenItsLastRunHasEnded() {
    double[] machine = {20, 45, 24, 60, 31};
    List<RunEnd> ends = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      ends.add(repeat("a" + i, machine[i - 1], i, 5, true));
      ends.add(repeat("b" + i, 1.3 * machine[i - 1], i, 5, false));
    }

    assertThat(ends.subList(0, 9))
        .allSatisfy(
            end -> assertThat(end).isEqualTo(new RunEnd(Optional.empty(), Optional.empty())));
    RunComparison written = ends.get(9).comparison().orElseThrow();
    assertThat(written.getRunId()).isEqualTo("b5");
    assertThat(written.getRunIds()).containsExactly("b1", "b2", "b3", "b4", "b5");
    assertThat(written.getBaselineRunIds()).containsExactly("a1", "a2", "a3", "a4", "a5");
    assertThat(written.getVerdict()).isEqualTo(ChangeVerdict.WORSE);
    assertThat(ends.get(9).promoted()).isEmpty();
  }

  @Test
  void judgesASeriesThatEndsWithARunOfTheOtherBuild() {
    repeat("a1", 20, 1, 2, true);
    repeat("b1", 20, 1, 2, false);
    assertThat(repeat("b2", 20, 2, 2, false).comparison()).isEmpty();

    RunComparison written = repeat("a2", 20, 2, 2, true).comparison().orElseThrow();

    assertThat(written.getRunId()).isEqualTo("b2");
    assertThat(written.getRunIds()).containsExactly("b1", "b2");
    assertThat(new RunQueries(views).view("latest").id()).isEqualTo("b2");
  }

  @Test
  void judgesNoSeriesThatWasInterrupted() {
    repeat("a1", 20, 1, 1, true);
    RunEnd end =
        ended(
            "b1",
            20,
            12,
            record -> {
              record.setLabels(SeriesLabels.of("x7f3", 1, 1, false));
              record.setStatus(RunStatus.INTERRUPTED);
            });

    assertThat(end.comparison()).isEmpty();
    assertThat(repeat("b1", 20, 1, 1, false).comparison()).isPresent();
  }

  @Test
  void holdsRepeatsTogetherAgainstTheBaselineAndThenPoolsThem() {
    ended("r1", 20, 1);
    ended("r2", 20, 2);
    assertThat(repeat("s1", 20, 1, 2, false).promoted()).isEmpty();

    RunEnd end = repeat("s2", 20, 2, 2, false);

    assertThat(end.comparison().orElseThrow().getBaselineRunIds()).containsExactly("r1", "r2");
    assertThat(end.comparison().orElseThrow().getVerdict()).isNotEqualTo(ChangeVerdict.WORSE);
    assertThat(end.promoted().orElseThrow().getRunIds()).containsExactly("r1", "r2", "s1", "s2");
  }

  /** The service was away between a run's end and its judgement. */
  @Test
  void comparesWhatEndedWhileNobodyWasThere() {
    ended("r1", 20, 1);
    RunEnd end = ended("r2", 30, 3);

    assertThat(missed("r2")).as("baseline set since").isEmpty();
    views.accept(Baselines.of(MAIN, List.of("r1"), "user", Instant.EPOCH));
    assertThat(missed("r2")).isEqualTo(end.comparison()).isPresent();
    assertThat(missed("r1")).as("the baseline").isEmpty();

    views.accept(end.comparison().orElseThrow());
    assertThat(missed("r2")).as("written already").isEmpty();
  }

  @Test
  void judgesASeriesWhoseLastRunEndedWhileNobodyWasThere() {
    repeat("a1", 20, 1, 2, true);
    repeat("b1", 26, 1, 2, false);
    repeat("a2", 21, 2, 2, true);
    assertThat(missed("b1")).as("not over").isEmpty();
    RunRecord last = send("b2", 27, 22);
    last.setLabels(SeriesLabels.of("x7f3", 2, 2, false));
    views.accept(last);

    RunComparison written = missed("b2").orElseThrow();
    assertThat(written.getRunIds()).containsExactly("b1", "b2");
    assertThat(List.of("a1", "b1", "a2")).allSatisfy(id -> assertThat(missed(id)).isEmpty());

    views.accept(written);
    assertThat(missed("b2")).as("written already").isEmpty();
  }

  private Optional<RunComparison> missed(String id) {
    return RunEnd.missed(views, views.run(id).orElseThrow(), NOW);
  }

  /** Windows of runs expire; what was found of a series is on a topic of its own. */
  @Test
  void whatWasFoundOfASeriesIsReadBackWithoutItsWindows() {
    repeat("a1", 20, 1, 2, true);
    repeat("b1", 26, 1, 2, false);
    repeat("b2", 27, 2, 2, false);
    RunComparison written = repeat("a2", 21, 2, 2, true).comparison().orElseThrow();
    Comparison found = new RunQueries(views).repeated(List.of("b1", "b2"), List.of("a1", "a2"));
    Views again = new Views(Retention.DEFAULT);
    for (String id : List.of("b1", "b2")) {
      again.accept(views.run(id).orElseThrow().record().orElseThrow());
      again.accept(views.run(id).orElseThrow().summary().orElseThrow());
    }
    again.accept(written);

    RunQueries queries = new RunQueries(again);
    for (String id : List.of("b1", "b2")) {
      Comparison read = queries.comparison(id, List.of()).orElseThrow();
      assertThat(read.repeats()).containsExactly("b1", "b2");
      assertThat(read.baselineRunIds()).containsExactly("a1", "a2");
      assertThat(read.changes()).isNotEmpty().isEqualTo(found.changes());
      assertThat(read.verdict()).isEqualTo(found.verdict());
      assertThat(read.reasons()).contains("2 repeats judged together: b1, b2");
    }
    History history =
        HistoryFinder.find(
            again,
            new HistoryQuery("checkout", Optional.empty(), Optional.empty(), Optional.empty()));
    assertThat(history.runs())
        .extracting(History.Entry::runId, run -> run.series().map(History.SeriesVerdict::verdict))
        .containsExactly(tuple("b1", Optional.empty()), tuple("b2", Optional.of(found.verdict())));
    assertThat(HistoryText.of(history)).contains("Series of 2 repeats that ends with run b2");
  }

  /** As the service does it: what it writes comes back from the topics. */
  private RunEnd repeat(String id, double millis, int number, int times, boolean baseline) {
    RunEnd end =
        ended(
            id,
            millis,
            10 * number + (baseline ? 1 : 2),
            record -> record.setLabels(SeriesLabels.of("x7f3", number, times, baseline)));
    end.comparison().ifPresent(views::accept);
    return end;
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
