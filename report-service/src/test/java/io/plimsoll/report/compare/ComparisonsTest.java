package io.plimsoll.report.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.report.query.RunQueries;
import io.plimsoll.report.sample.SteadyRun;
import io.plimsoll.report.view.Retention;
import io.plimsoll.report.view.Views;
import io.plimsoll.schemas.ChangeThreshold;
import io.plimsoll.schemas.ResourceWindow;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.SlaRule;
import io.plimsoll.stats.compare.Judgement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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
    assertThat(comparison.changes()).hasSize(9);
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
  void findsWithinTurnsWhatTheMachineHides() {
    double[] machine = {20, 45, 24, 60, 31};
    for (int i = 0; i < machine.length; i++) {
      run("a" + i, machine[i], 0.0, 1 + i);
      run("b" + i, 1.15 * machine[i], 0.0, 11 + i);
    }
    Comparison comparison =
        queries.repeated(
            List.of("b0", "b1", "b2", "b3", "b4"), List.of("a0", "a1", "a2", "a3", "a4"));
    assertThat(change(comparison, "response.p50").verdict()).isEqualTo(Judgement.WORSE);
    assertThat(
            queries
                .repeated(List.of("b0", "b1", "b2", "b3"), List.of("a0", "a1", "a2", "a3", "a4"))
                .regression())
        .isFalse();
  }

  @Test
  void leavesOutTurnsThatWereSpoilt() {
    for (int i = 0; i < 3; i++) {
      run("a" + i, 20, 0.0, 1 + i);
      run("b" + i, 20, 0.0, 11 + i);
    }
    RunRecord limited = views.run("b1").orElseThrow().record().orElseThrow();
    limited.setGeneratorLimited(true);
    views.accept(limited);
    Comparison comparison = queries.repeated(List.of("b0", "b1", "b2"), List.of("a0", "a1", "a2"));
    assertThat(comparison.comparable()).isTrue();
    assertThat(comparison.baselineRunIds()).containsExactly("a0", "a2");
    assertThat(comparison.reasons())
        .contains("turn 2 was left out: run b1 was held back by its own load generator");
  }

  @Test
  void takesTheThresholdsOfTheScenarioOrThoseOfWebSockets() {
    run("r1", 20, 0.0, 1);
    run("r2", 23.4, 0.0, 2);
    assertThat(change(queries.comparison("r2", List.of("r1")).orElseThrow(), "response.p95"))
        .matches(change -> change.threshold() == 0.2 && change.verdict() == Judgement.SAME);

    RunRecord record = views.run("r2").orElseThrow().record().orElseThrow();
    record.setSocketOperations(List.of("browse"));
    views.accept(record);
    assertThat(change(queries.comparison("r2", List.of("r1")).orElseThrow(), "response.p95"))
        .matches(change -> change.threshold() == 0.15 && change.verdict() == Judgement.WORSE);

    record.setThresholds(
        List.of(
            new ChangeThreshold("*", "response.p95", 0.02),
            new ChangeThreshold("browse", "response.p95", 0.3)));
    views.accept(record);
    assertThat(change(queries.comparison("r2", List.of("r1")).orElseThrow(), "response.p95"))
        .matches(change -> change.threshold() == 0.3 && change.verdict() == Judgement.SAME);
  }

  @Test
  void judgesResourcesOnlyWhereTheSpreadBetweenRunsIsKnown() {
    for (int i = 1; i <= 6; i++) {
      run("r" + i, 20, 0.0, i);
      cpu("r" + i, i, i <= 3 ? 0.30 : 0.45);
    }
    MetricChange single =
        change(queries.comparison("r4", List.of("r1")).orElseThrow(), "host", "cpu_ratio");
    assertThat(single.verdict()).isEqualTo(Judgement.INCONCLUSIVE);
    MetricChange repeated =
        change(
            queries.repeated(List.of("r4", "r5", "r6"), List.of("r1", "r2", "r3")),
            "host",
            "cpu_ratio");
    assertThat(repeated.change()).isBetween(0.45, 0.55);
    assertThat(repeated.verdict()).isEqualTo(Judgement.WORSE);
  }

  @Test
  void comparesWhatARequestCosts() {
    run("r1", 20, 0.0, 1);
    new SteadyRun("r2", 7_200L, 20, 60, 0, "c2", 2).sendTo(views);
    for (String id : List.of("r1", "r2")) {
      RunRecord record = views.run(id).orElseThrow().record().orElseThrow();
      record.setPlan(List.of());
      record.setSla(List.of(cost()));
      views.accept(record);
    }
    MetricChange cost =
        change(queries.comparison("r2", List.of("r1")).orElseThrow(), "browse", "cost_per_request");
    assertThat(cost.baseline()).isCloseTo(7.2 / 3_600 / 120, within(1e-12));
    assertThat(cost.change()).isCloseTo(1, within(1e-9));
  }

  private static SlaRule cost() {
    return SlaRule.newBuilder()
        .setRuleId("browse/cost_per_request")
        .setOperation("browse")
        .setIndicator("cost_per_request")
        .setComparison(io.plimsoll.schemas.Comparison.LESS)
        .setLimit(1)
        .setText("< 1")
        .setPricePerHour(7.2)
        .build();
  }

  private void cpu(String id, int seed, double ratio) {
    Random random = new Random(seed);
    for (int second = 0; second < 40; second++) {
      double value = ratio * (1 + 0.03 * random.nextGaussian());
      views.accept(
          ResourceWindow.newBuilder()
              .setRunId(id)
              .setSource("host")
              .setMetric("cpu_ratio")
              .setWidthMillis(1_000)
              .setStartMicros((3_600L * seed + second) * 1_000_000)
              .setCount(1)
              .setAverage(value)
              .setMinimum(value)
              .setMaximum(value)
              .setLast(value)
              .setLastAtMicros((3_600L * seed + second) * 1_000_000)
              .build());
    }
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
    return change(comparison, "browse", metric);
  }

  private static MetricChange change(Comparison comparison, String operation, String metric) {
    Optional<MetricChange> found =
        comparison.changes().stream()
            .filter(each -> each.operation().equals(operation) && each.metric().equals(metric))
            .findFirst();
    return found.orElseThrow();
  }
}
