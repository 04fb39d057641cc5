package io.plimsoll.analyzer.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.analyzer.Outcomes.Outcome;
import io.plimsoll.schemas.Command;
import io.plimsoll.schemas.Comparison;
import io.plimsoll.schemas.Order;
import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.SlaEvent;
import io.plimsoll.schemas.SlaResult;
import io.plimsoll.schemas.SlaRule;
import io.plimsoll.schemas.SlaState;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules are judged in event time, second by second, while a run goes on. */
class SlaRulesTest {
  private static final long SECOND = 1_000_000;
  private static final long START = 1_800_000_000L * SECOND;
  private static final int PER_SECOND = 10;

  private final Pipeline pipeline = new Pipeline();
  private long sequence;

  @Test
  void aBreachIsPendingThenFiringThenResolvedOnce() {
    begin(List.of(errors("upload", 0.2).setForMicros(3 * SECOND).build()), List.of());

    seconds(0, 10, 0);
    seconds(10, 20, 5);
    seconds(20, 40, 0);

    // Half of the requests fail from 10 s on: more than a fifth of a window of 5 s from 13 s on, no
    // more from 23 s on; and the limit must be kept for as long as the window is.
    assertThat(told()).containsExactly("PENDING 13 #1", "FIRING 16 #1", "RESOLVED 28 #1");
    SlaEvent fired = pipeline.slaEvents().get(1);
    assertThat(fired.getValue()).isEqualTo(0.5);
    assertThat(fired.getSamples()).isEqualTo(50);
    assertThat(fired.getWindowStartMicros()).isEqualTo(START + 11 * SECOND);
    assertThat(fired.getWindowWidthMillis()).isEqualTo(5000);
    assertThat(fired.getSinceMicros()).isEqualTo(START + 13 * SECOND);
    assertThat(fired.getReason())
        .isEqualTo(
            "error_rate of upload was 50.000 % over the 5 s from 11 s after the start, promised was"
                + " ≤ 20.000 %");
  }

  @Test
  void aShortBreachDoesNotFire() {
    begin(List.of(errors("upload", 0.2).setForMicros(8 * SECOND).build()), List.of());

    seconds(0, 10, 0);
    seconds(10, 13, 5);
    seconds(13, 40, 0);

    assertThat(told()).containsExactly("PENDING 13 #1", "RESOLVED 16 #1");
    end(40);
    assertThat(result().getState()).isEqualTo(SlaState.PASSED);
    assertThat(result().getFirings()).isZero();
  }

  @Test
  void aLimitOnTheWholeRunThatFiredAndWasKeptInTheEndSaysSo() {
    begin(List.of(rule("upload", "error_rate", Comparison.LESS_OR_EQUAL, 0.2).build()), List.of());

    seconds(0, 10, 10);
    seconds(10, 200, 0);
    end(200);

    assertThat(told()).hasSize(2).allMatch(each -> each.endsWith("#1"));
    assertThat(result().getState()).isEqualTo(SlaState.PASSED);
    assertThat(result().getFirings()).isEqualTo(1);
    assertThat(result().getReason())
        .contains("kept over the whole run, but fired once for")
        .contains("add over:");
  }

  @Test
  void aCrashAfterAnySecondChangesNothing() {
    List<SlaRule> rules =
        List.of(
            errors("upload", 0.2).setForMicros(3 * SECOND).build(),
            rule("upload", "response.p95", Comparison.LESS, 20_000)
                .setOverMicros(10 * SECOND)
                .build(),
            rule("upload", "response.p99", Comparison.LESS, 19_000)
                .setOverMicros(310 * SECOND)
                .build(),
            rule("up*", "throughput", Comparison.GREATER, 5).setOverMicros(70 * SECOND).build(),
            rule("*", "service.mean", Comparison.LESS, 900).setFromMicros(20 * SECOND).build(),
            samples("cpu_ratio", "avg", 0.8).setOverMicros(5 * SECOND).build(),
            samples("cpu_ratio", "peak", 0.85).build(),
            errors("upload", 0.3).setForMicros(4 * SECOND).setWithinMicros(9 * SECOND).build());
    SlaRulesTest other = new SlaRulesTest();
    other.begin(rules, List.of());
    begin(rules, List.of());

    Random errors = new Random(7);
    Random cpu = new Random(8);
    for (int second = 0; second < 400; second++) {
      int failing = second % 40 < 20 ? errors.nextInt(4) : errors.nextInt(9);
      double busy = 0.6 + 0.4 * cpu.nextDouble();
      for (SlaRulesTest each : List.of(this, other)) {
        each.pipeline.sample(
            "r", "host", START + second * SECOND + 300_000, Map.of("cpu_ratio", busy));
        each.second(second, failing);
      }
      pipeline.crash();
    }
    end(400);
    other.end(400);

    assertThat(told()).as("seed 7").isEqualTo(other.told()).hasSizeGreaterThan(15);
    assertThat(pipeline.lastSummary().getSla())
        .as("seed 7")
        .isEqualTo(other.pipeline.lastSummary().getSla());
    assertThat(pipeline.lastSummary().getSla())
        .extracting(SlaResult::getState)
        .doesNotContain(SlaState.NOT_EVALUATED);
  }

  @Test
  void whatComesLateMayBeginABreachAndNeverRaisesOneTwice() {
    begin(List.of(errors("upload", 0.2).build()), List.of());
    seconds(0, 10, 0);

    for (int i = 0; i < 40; i++) {
      outcome(START + 9 * SECOND + i, OutcomeKind.TIMEOUT);
    }
    mark(10, false);
    pipeline.drainAndFlush();
    assertThat(told()).containsExactly("FIRING 10 #1");
    outcome(START + 9 * SECOND + 50, OutcomeKind.TIMEOUT);
    mark(10, false);
    pipeline.drainAndFlush();
    seconds(10, 12, 0);

    assertThat(told()).containsExactly("FIRING 10 #1");
  }

  @Test
  void aRuleWithoutEnoughSamplesSaysSo() {
    begin(
        List.of(
            rule("upload", "response.p95", Comparison.LESS, 1)
                .setOverMicros(5 * SECOND)
                .setMinimumSamples(51)
                .build(),
            errors("list", 0.2).build(),
            samples("cpu_ratio", "avg", 0.8).build(),
            rule("nothing*", "service.p50", Comparison.LESS, 5).setOverMicros(SECOND).build()),
        List.of());
    seconds(0, 20, 0);

    assertThat(told()).containsExactly("NOT_EVALUATED 5 #0", "NOT_EVALUATED 5 #0");
    end(20);
    assertThat(pipeline.lastSummary().getSla())
        .extracting(SlaResult::getState)
        .containsOnly(SlaState.NOT_EVALUATED);
    assertThat(pipeline.lastSummary().getSla())
        .extracting(SlaResult::getReason)
        .containsExactly(
            "upload/response.p95: fewer than 51 samples in every 5 s",
            "list/error_rate: fewer than 1 samples in every 5 s",
            "host/cpu_ratio.avg: no sample of cpu_ratio of host came",
            "nothing*/service.p50: no operation of this name had an outcome");
  }

  @Test
  void aRuleThatAbortsOrdersTheLoadToStopOnce() {
    begin(
        List.of(errors("*", 0.5).setAbort(true).build()),
        List.of(rule("*", "unanswered_rate", Comparison.LESS, 1).setOverMicros(SECOND).build()));

    seconds(0, 10, 0);
    assertThat(pipeline.commands()).isEmpty();
    seconds(10, 30, PER_SECOND);

    // The condition of the plan is met first: it looks back a second only.
    assertThat(pipeline.commands()).hasSize(1);
    Command stop = pipeline.commands().get(0);
    assertThat(stop.getOrder()).isEqualTo(Order.STOP);
    assertThat(stop.getPlanned()).isTrue();
    assertThat(stop.getAtMicros()).isEqualTo(START + 11 * SECOND);
    assertThat(stop.getReason()).contains("unanswered_rate of all operations was 100.000 %");
    assertThat(told()).startsWith("FIRING 13 #1");
  }

  @Test
  void aFiredRuleIsAFailedRule() {
    begin(List.of(errors("upload", 0.2).setAbort(true).build()), List.of());
    seconds(0, 10, 0);
    seconds(10, 20, 5);
    seconds(20, 60, 0);
    end(60);

    SlaResult result = result();
    assertThat(result.getState()).isEqualTo(SlaState.FAILED);
    assertThat(result.getFirings()).isEqualTo(1);
    assertThat(result.getFirstFiredMicros()).isEqualTo(START + 13 * SECOND);
    assertThat(result.getFiringMicros()).isEqualTo(15 * SECOND);
    assertThat(result.getValue()).isEqualTo(0.5);
    Command stop = pipeline.commands().get(0);
    assertThat(stop.getPlanned()).isFalse();
    assertThat(stop.getRuleId()).isEqualTo("upload/error_rate");
    assertThat(stop.getReason()).startsWith("rule upload/error_rate fired: error_rate of upload");
  }

  @Test
  void growthIsJudgedOnTheSamplesOfAllTheRun() {
    begin(
        List.of(
            samples("memory_used_bytes", "growth", 0.05).setMetric("memory*").build(),
            samples("open_descriptors", "growth", 0.05).build()),
        List.of());
    Random noise = new Random(3);
    for (int second = 0; second < 1500; second += 5) {
      double wave = 1 + 0.02 * noise.nextDouble();
      pipeline.sample(
          "r",
          "host",
          START + second * SECOND,
          Map.of("memory_used_bytes", (1000 + second / 10) * wave, "open_descriptors", 50 * wave));
    }
    seconds(0, 1500, 0);
    end(1500);

    assertThat(pipeline.lastSummary().getSla())
        .extracting(SlaResult::getState)
        .as("seed 3")
        .containsExactly(SlaState.FAILED, SlaState.PASSED);
    assertThat(told()).anyMatch(each -> each.startsWith("FIRING"));
  }

  @Test
  void dropsAndCostAreJudgedToo() {
    begin(
        List.of(
            rule("feed", "drop_rate", Comparison.LESS, 0.1).setOverMicros(5 * SECOND).build(),
            rule("feed", "cost_per_request", Comparison.LESS, 0.01)
                .setOverMicros(5 * SECOND)
                .setPricePerHour(36)
                .build()),
        List.of());
    for (int second = 0; second < 10; second++) {
      for (int i = 0; i < 3; i++) {
        outcome(START + second * SECOND + i, "feed", OutcomeKind.SUCCESS);
      }
      outcome(START + second * SECOND + 5, "feed: dropped", OutcomeKind.PROTOCOL_ERROR);
      mark(second + 1, false);
      pipeline.drainAndFlush();
    }

    // A quarter is dropped; an hour costs 36, a second 0.01, a request a third of that.
    assertThat(told()).containsExactly("FIRING 5 #1");
    assertThat(pipeline.slaEvents().get(0).getValue()).isEqualTo(0.25);
  }

  private SlaRule.Builder errors(String operation, double limit) {
    return rule(operation, "error_rate", Comparison.LESS_OR_EQUAL, limit).setOverMicros(5 * SECOND);
  }

  private static SlaRule.Builder samples(String metric, String statistic, double limit) {
    return rule("host", "resource." + statistic, Comparison.LESS, limit)
        .setRuleId("host/" + metric + "." + statistic)
        .setSource("host")
        .setMetric(metric);
  }

  private static SlaRule.Builder rule(
      String operation, String indicator, Comparison comparison, double limit) {
    return SlaRule.newBuilder()
        .setRuleId(operation + "/" + indicator)
        .setOperation(operation)
        .setIndicator(indicator)
        .setComparison(comparison)
        .setLimit(limit)
        .setText("as written");
  }

  private void begin(List<SlaRule> rules, List<SlaRule> until) {
    pipeline.record("r", RunStatus.RUNNING, START, null, rules, until);
    this.rules = rules;
  }

  private List<SlaRule> rules = List.of();

  private void seconds(int from, int to, int failing) {
    for (int second = from; second < to; second++) {
      second(second, failing);
    }
  }

  private void second(int second, int failing) {
    for (int i = 0; i < PER_SECOND; i++) {
      long end = START + second * SECOND + i * SECOND / PER_SECOND;
      outcome(end, i < failing ? OutcomeKind.CONNECT_FAILED : OutcomeKind.SUCCESS);
    }
    mark(second + 1, false);
    pipeline.drainAndFlush();
  }

  private void outcome(long endMicros, OutcomeKind kind) {
    outcome(endMicros, "upload", kind);
  }

  private void outcome(long endMicros, String operation, OutcomeKind kind) {
    long took = 1000 + 10 * (endMicros / 1000 % 997);
    pipeline.outcome(
        (int) (sequence % Pipeline.SOURCES),
        Outcome.success("r", sequence++, operation, endMicros, took).as(kind));
  }

  private void mark(int second, boolean ended) {
    for (int source = 0; source < Pipeline.SOURCES; source++) {
      pipeline.mark(source, "r", "a1", START + second * SECOND, ended);
    }
  }

  private void end(int second) {
    mark(second, true);
    pipeline.lastLedger("r", "a1", sequence);
    pipeline.record("r", RunStatus.ENDED, START, START + second * SECOND, rules, List.of());
    pipeline.drainAndFlush();
  }

  private SlaResult result() {
    return pipeline.lastSummary().getSla().get(0);
  }

  /** Transition, second after the start, number of the breach. */
  private List<String> told() {
    return Stream.of(pipeline.slaEvents())
        .flatMap(List::stream)
        .map(
            event ->
                "%s %d #%d"
                    .formatted(
                        event.getTransition(),
                        (event.getAtMicros() - START) / SECOND,
                        event.getEpisode()))
        .toList();
  }
}
