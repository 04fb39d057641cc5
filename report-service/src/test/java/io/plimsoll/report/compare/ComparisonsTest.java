package io.plimsoll.report.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.report.query.RunQueries;
import io.plimsoll.report.sample.SteadyRun;
import io.plimsoll.report.view.Retention;
import io.plimsoll.report.view.Views;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.stats.compare.Judgement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonsTest {
  private final Views views = new Views(Retention.DEFAULT);
  private final RunQueries queries = new RunQueries(views);

  @Test
  void callsRunsOfTheSameKindTheSame() {
    run("r1", 20, 0.0, 1);
    run("r2", 20, 0.0, 2);
    Comparison comparison = queries.comparison("r2", List.of("r1")).orElseThrow();
    assertThat(comparison.verdict()).as("%s", comparison.reasons()).isEqualTo(Judgement.SAME);
    assertThat(comparison.changes()).hasSize(16);
    assertThat(comparison.reasons())
        .contains("there is one run on each side: what differs between runs is not known");
  }

  @Test
  void findsALatencyThatGrewAndErrorsThatCame() {
    run("r1", 20, 0.0, 1);
    run("r2", 26, 0.02, 2);
    Comparison comparison = queries.comparison("r2", List.of("r1")).orElseThrow();
    assertThat(comparison.regression()).isTrue();
    assertThat(comparison.changes(Judgement.WORSE))
        .extracting(MetricChange::metric)
        .contains("response.mean", "response.p50", "response.p95", "error_rate");
    MetricChange mean = change(comparison, "response.mean");
    assertThat(mean.lower().orElseThrow()).isLessThan(0.3);
    assertThat(mean.upper().orElseThrow()).isGreaterThan(0.3);
    assertThat(mean.change()).isBetween(0.25, 0.35);
    assertThat(queries.comparison("r1", List.of("r2")).orElseThrow().verdict())
        .isEqualTo(Judgement.BETTER);
  }

  @Test
  void needsTheThresholdAsWellAsTheEvidence() {
    run("r1", 20, 0.0, 1);
    run("r2", 21, 0.0, 2);
    MetricChange mean =
        change(queries.comparison("r2", List.of("r1")).orElseThrow(), "response.mean");
    assertThat(mean.pValue()).isLessThan(0.01);
    assertThat(mean.verdict()).isEqualTo(Judgement.SAME);
  }

  @Test
  void blamesNothingOnACandidateWithinTheSpreadOfItsBaseline() {
    run("r1", 17, 0.0, 1);
    run("r2", 20, 0.0, 2);
    run("r3", 24, 0.0, 3);
    run("r4", 23.5, 0.0, 4);
    Comparison pooled = queries.comparison("r4", List.of("r1", "r2", "r3")).orElseThrow();
    assertThat(pooled.regression()).as("%s", pooled.reasons()).isFalse();
    assertThat(queries.comparison("r4", List.of("r2")).orElseThrow().regression()).isTrue();
  }

  @Test
  void takesRepeatsTogether() {
    double[] baseline = {20, 20.4, 19.8, 20.2};
    for (int i = 0; i < 4; i++) {
      run("a" + i, baseline[i], 0.0, 1 + i);
      run("b" + i, 1.15 * baseline[i], 0.0, 11 + i);
    }
    Comparison comparison =
        queries.repeated(List.of("b0", "b1", "b2", "b3"), List.of("a0", "a1", "a2", "a3"));
    assertThat(change(comparison, "response.mean").verdict()).isEqualTo(Judgement.WORSE);
    assertThat(change(comparison, "response.mean").change()).isBetween(0.14, 0.16);
    assertThat(comparison.reasons()).noneMatch(each -> each.contains("one run on each side"));
  }

  @Test
  void saysWhatCannotBeCompared() {
    run("r1", 20, 0.0, 1);
    run("r2", 20, 0.0, 2);
    SteadyRun more = new SteadyRun("r2", 3_600, 20, 120, 0, "c", 2);
    RunRecord other = more.record(0.5);
    other.setScenarioHash("0ther");
    other.setEnvironment("prod");
    other.setGeneratorLimited(true);
    views.accept(other);
    Comparison comparison = queries.comparison("r2", List.of("r1")).orElseThrow();
    assertThat(comparison.comparable()).isFalse();
    assertThat(comparison.verdict()).isEqualTo(Judgement.INCONCLUSIVE);
    assertThat(comparison.mismatches())
        .hasSize(4)
        .anyMatch(each -> each.contains("scenario file has changed"))
        .anyMatch(each -> each.contains("load is another: 120.0 in run r1, now 180.0"))
        .anyMatch(each -> each.contains("environment is another: lab in run r1, now prod"))
        .anyMatch(each -> each.contains("held back by its own load generator"));
  }

  @Test
  void takesTheBaselineOfTheBranchOrElseOfMain() {
    run("r1", 20, 0.0, 1);
    run("r2", 20, 0.0, 2);
    assertThat(queries.comparison("r2", List.of())).isEmpty();
    BaselineKey key = new BaselineKey("checkout", "main", "lab");
    views.accept(Baselines.of(key, List.of("r1"), "user", Instant.EPOCH));
    assertThat(queries.comparison("r2", List.of()).orElseThrow().baselineRunIds())
        .containsExactly("r1");
    assertThat(queries.comparison("r1", List.of())).isEmpty();
    assertThat(views.baselines().nearest(key.onBranch("feature"))).isPresent();
    assertThat(views.baselines().nearest(new BaselineKey("other", "main", "lab"))).isEmpty();
    assertThat(queries.baselines()).extracting(BaselineEntry::setBy).containsExactly("user");
  }

  @Test
  void comparesWithFiguresFromElsewhere() {
    run("r1", 20, 0.0, 1);
    String file =
        """
        { "api_baselines": { "browse": { "p50": 15, "p95": 50, "p99": 80, "max": 120, "unit": "ms" } },
          "websocket_baselines": { "backpressure_drops": { "max": 10, "unit": "count" } } }
        """;
    views.accept(
        Baselines.imported(
            new BaselineKey("checkout", "", "lab"),
            BaselineImport.read("b.json", file),
            Instant.EPOCH));
    Comparison comparison = queries.comparison("r1", List.of()).orElseThrow();
    assertThat(change(comparison, "browse", "response.p50").verdict()).isEqualTo(Judgement.WORSE);
    assertThat(change(comparison, "browse", "response.p99").verdict()).isEqualTo(Judgement.BETTER);
    assertThat(comparison.changes()).hasSize(3);
  }

  private void run(String id, double millis, double errorRate, int seed) {
    new SteadyRun(id, 3_600L * seed, millis, 120, errorRate, "c" + seed, seed).sendTo(views);
  }

  private static MetricChange change(Comparison comparison, String metric) {
    return change(comparison, "*", metric);
  }

  private static MetricChange change(Comparison comparison, String operation, String metric) {
    Optional<MetricChange> found =
        comparison.changes().stream()
            .filter(each -> each.operation().equals(operation) && each.metric().equals(metric))
            .findFirst();
    return found.orElseThrow();
  }
}
