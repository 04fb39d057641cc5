package io.plimsoll.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.schemas.Comparison;
import io.plimsoll.schemas.SlaRule;
import io.plimsoll.schemas.metric.SourceMetrics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything a limit can say reaches the rule that travels with the run. */
class SlaReaderTest {
  private static final long SECOND = 1_000_000;
  private static final String SHOP =
      """
      name: shop
      target: http://127.0.0.1:9000
      load:
        users: { rampUp: 0s, steady: { users: 2, for: 10m } }
        until: error_rate > 50% over 5s or target down
      behaviours:
        browse: { steps: [ { get: /files } ] }
        buy: { steps: [ { post: /orders } ] }
      sla:
      """;

  @Test
  void readsTheClausesOfALimit() throws ScenarioException {
    SlaRule rule =
        only("  buy: { error_rate: < 1% over 10s for 30s within 2m from 1m resolve 20s }");

    assertThat(rule.getRuleId()).isEqualTo("buy/error_rate");
    assertThat(rule.getComparison()).isEqualTo(Comparison.LESS);
    assertThat(rule.getLimit()).isEqualTo(0.01);
    assertThat(rule.getOverMicros()).isEqualTo(10 * SECOND);
    assertThat(rule.getForMicros()).isEqualTo(30 * SECOND);
    assertThat(rule.getWithinMicros()).isEqualTo(120 * SECOND);
    assertThat(rule.getFromMicros()).isEqualTo(60 * SECOND);
    assertThat(rule.getResolveMicros()).isEqualTo(20 * SECOND);
    assertThat(rule.getSeverity()).isEqualTo("critical");
    assertThat(rule.getAbort()).isFalse();
  }

  @Test
  void readsTheSameAsAMapping() throws ScenarioException {
    SlaRule rule =
        only(
            "  buy: { p99: { limit: < 2s, over: 1m, for: 5s, samples: 50, severity: warning,"
                + " abort: true } }");

    assertThat(rule.getIndicator()).isEqualTo("response.p99");
    assertThat(rule.getLimit()).isEqualTo(2_000_000);
    assertThat(rule.getOverMicros()).isEqualTo(60 * SECOND);
    assertThat(rule.getForMicros()).isEqualTo(5 * SECOND);
    assertThat(rule.getMinimumSamples()).isEqualTo(50);
    assertThat(rule.getSeverity()).isEqualTo("warning");
    assertThat(rule.getAbort()).isTrue();
  }

  @Test
  void readsSeveralLimitsOnOneThing() throws ScenarioException {
    List<SlaRule> rules =
        rules(
            "  b*: { severity: info, from: 30s, p95: [ 1s, 2s over 1m, { limit: 3s, over: 10s } ]"
                + " }");

    assertThat(rules)
        .extracting(SlaRule::getRuleId)
        .containsExactly("b*/response.p95", "b*/response.p95 over 60s", "b*/response.p95 over 10s");
    assertThat(rules).allMatch(rule -> rule.getFromMicros() == 30 * SECOND);
    assertThat(rules).allMatch(rule -> rule.getSeverity().equals("info"));
  }

  @Test
  void aLimitOnTheWholeRunMayComeAfterThoseOnWindows() throws ScenarioException {
    assertThat(rules("  buy: { p95: [ 1s over 10s, 2s over 1m, 3s ] }"))
        .extracting(SlaRule::getRuleId)
        .containsExactly(
            "buy/response.p95", "buy/response.p95 over 60s", "buy/response.p95 over the run");
  }

  @Test
  void refusesASecondLimitOnTheSameWindow() {
    assertThatThrownBy(() -> rules("  buy: { p95: [ 1s over 1m, 2s, 3s over 60s ] }"))
        .hasMessageContaining("response.p95 over 60s is limited twice");
  }

  @Test
  void readsErrorsByKindAndDropsAndGrowth() throws ScenarioException {
    assertThat(
            rules(
                "  \"*\": { error_rate: { all: < 1%, TIMEOUT: 0.1% }, drop_rate: < 2%,"
                    + " growth: { p99: < 150%, service.mean: < 5% } }"))
        .extracting(SlaRule::getIndicator, SlaRule::getLimit)
        .containsExactly(
            tuple("error_rate", 0.01),
            tuple("error_rate.TIMEOUT", 0.001),
            tuple("drop_rate", 0.02),
            tuple("growth.response.p99", 1.5),
            tuple("growth.service.mean", 0.05));
  }

  @Test
  void shortNamesAreWhatTheSourceCallsThem() throws ScenarioException {
    List<SlaRule> rules =
        rules(
            """
              agent: { cpu: < 90% }
              gpu: { gpu: < 95%, memory: < 90% }
              "process:*": { cpu: < 80%, memory: < 50%, descriptors: < 1000 }
              "container:*": { cpu: < 80%, memory: < 90% }
              host@db1: { disk: < 80%, filesystem: < 90%, swap: < 10%, descriptors: < 9000 }
              "redis:*": { memory: < 90%, used_cpu_sys: < 100 }
            """);

    assertThat(rules).hasSize(14);
    assertThat(rules)
        .filteredOn(rule -> !rule.getMetric().equals("used_cpu_sys")) // by info: of the source
        .allSatisfy(
            rule ->
                assertThat(SourceMetrics.of(SourceMetrics.kind(rule.getSource())).orElseThrow())
                    .as(rule.getSource())
                    .contains(rule.getMetric()));
    assertThat(rules.get(0).getMetric()).isEqualTo("loop_cpu_ratio");
    assertThat(rules.get(2).getMetric()).isEqualTo("gpu_memory_ratio");
  }

  @Test
  void readsResourcesByTheUnitOfTheMetric() throws ScenarioException {
    List<SlaRule> rules =
        rules(
            """
              host: { cpu: { avg: < 80% over 1m, peak: < 95% }, memory: { growth: < 5% } }
              "redis:*": { "list_length{key=\\"celery\\"}": < 1000, memory_used_bytes: < 2GB }
              process:nginx: { processes: { min: "> 0" }, open_descriptors: { last: 100 } }
            """);

    assertThat(rules)
        .extracting(
            SlaRule::getSource, SlaRule::getMetric, SlaRule::getIndicator, SlaRule::getLimit)
        .containsExactly(
            tuple("host", "cpu_ratio", "resource.avg", 0.8),
            tuple("host", "cpu_ratio", "resource.peak", 0.95),
            tuple("host", "memory_ratio", "resource.growth", 0.05),
            tuple("redis:*", "list_length{key=\"celery\"}", "resource.peak", 1000.0),
            tuple("redis:*", "memory_used_bytes", "resource.peak", 2e9),
            tuple("process:nginx", "processes", "resource.min", 0.0),
            tuple("process:nginx", "open_descriptors", "resource.last", 100.0));
    assertThat(rules.get(5).getComparison()).isEqualTo(Comparison.GREATER);
  }

  @Test
  void anErrorBudgetHasThePairsOfTheWorkbook() throws ScenarioException {
    List<SlaRule> rules = rules("  \"*\": { burn_rate: 99.9% }");

    assertThat(rules)
        .extracting(SlaRule::getRuleId, SlaRule::getSeverity)
        .containsExactly(
            tuple("*/burn_rate.page_quick", "critical"),
            tuple("*/burn_rate.page_slow", "critical"),
            tuple("*/burn_rate.ticket_quick", "warning"),
            tuple("*/burn_rate.ticket_slow", "warning"));
    assertThat(rules.get(0).getObjective()).isEqualTo(0.999);
    assertThat(rules.get(0).getLimit()).isEqualTo(14.4);
    assertThat(rules.get(0).getOverMicros()).isEqualTo(3600 * SECOND);
    assertThat(rules.get(0).getShortMicros()).isEqualTo(300 * SECOND);
  }

  @Test
  void anErrorBudgetCanBeThatOfTheRun() throws ScenarioException {
    List<SlaRule> rules =
        rules(
            "  buy: { burn_rate: { objective: 99%, period: run, abort: true, windows: [ { long: 3d,"
                + " short: 6h, factor: 2, name: slow } ] } }");

    assertThat(rules).hasSize(1);
    assertThat(rules.get(0).getOverMicros()).isEqualTo(60 * SECOND); // a tenth of ten minutes
    assertThat(rules.get(0).getShortMicros()).isEqualTo(5 * SECOND);
    assertThat(rules.get(0).getAbort()).isTrue();
  }

  @Test
  void aPriceTravelsWithItsLimit() throws ScenarioException {
    SlaRule rule = only("  \"*\": { cost: { perHour: 2.5, perRequest: 0.001, limit: < 0.01 } }");

    assertThat(rule.getIndicator()).isEqualTo("cost_per_request");
    assertThat(rule.getPricePerHour()).isEqualTo(2.5);
    assertThat(rule.getPricePerRequest()).isEqualTo(0.001);
    assertThat(rule.getLimit()).isEqualTo(0.01);
  }

  @Test
  void aConditionToAbortIsALimitTheOtherWayRound() throws ScenarioException {
    List<SlaRule> rules =
        rules(
            "  \"*\": { abort: [ error_rate > 50%, p95 >= 5s over 30s, \"throughput < 1/s over 1m\""
                + " ] }");

    assertThat(rules)
        .extracting(SlaRule::getRuleId, SlaRule::getComparison, SlaRule::getLimit)
        .containsExactly(
            tuple("*/abort.error_rate", Comparison.LESS_OR_EQUAL, 0.5),
            tuple("*/abort.response.p95", Comparison.LESS, 5e6),
            tuple("*/abort.throughput", Comparison.GREATER_OR_EQUAL, 1.0));
    assertThat(rules).allMatch(SlaRule::getAbort);
    assertThat(rules.get(0).getOverMicros()).isEqualTo(10 * SECOND);
  }

  @Test
  void reasonsToEndEarlyAreRulesToo() throws ScenarioException {
    assertThat(scenario("  browse: { p50: 1s }").untilRules())
        .extracting(SlaRule::getIndicator, SlaRule::getLimit, SlaRule::getOverMicros)
        .containsExactly(
            tuple("error_rate", 0.5, 5 * SECOND), tuple("unanswered_rate", 1.0, 5 * SECOND));
  }

  @Test
  void thePlanNamesLimitsThatTheRunIsTooShortFor() throws ScenarioException {
    Scenario scenario =
        scenario("  browse: { p50: 1s over 20m, p95: 1s over 5m }\n  \"*\": { burn_rate: 99% }");

    assertThat(ScenarioPlan.of(scenario).unreachable())
        .contains(
            "browse/response.p50 cannot be judged: its first window is over after 20m, the run"
                + " after 10m")
        .hasSize(5);
  }

  private static SlaRule only(String limits) throws ScenarioException {
    List<SlaRule> rules = rules(limits);
    assertThat(rules).hasSize(1);
    return rules.get(0);
  }

  private static List<SlaRule> rules(String limits) throws ScenarioException {
    Duration length = Duration.ofMinutes(10);
    return scenario(limits).sla().stream().map(limit -> limit.toRule(length)).toList();
  }

  private static Scenario scenario(String limits) throws ScenarioException {
    return new ScenarioParser(name -> null).parse(SHOP + limits + "\n");
  }
}
