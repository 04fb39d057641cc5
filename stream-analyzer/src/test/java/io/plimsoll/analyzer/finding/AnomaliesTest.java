package io.plimsoll.analyzer.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.analyzer.finding.SimulatedRun.Fault;
import io.plimsoll.schemas.Finding;
import io.plimsoll.schemas.FindingChart;
import io.plimsoll.schemas.FindingState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is found in runs whose truth is known. Every run has a seed of its own. */
class AnomaliesTest {
  @Test
  void runsWithoutFaultsHaveNoFindingsWhateverThePlan() {
    List<String> found = new ArrayList<>();
    for (int seed = 100; seed < 130; seed++) {
      SimulatedRun run =
          new SimulatedRun(seed)
              .phase(20, 1, 80)
              .phase(120, 80, 80)
              .phase(60, 160, 160)
              .phase(60, 30, 30)
              .phase(20, 30, 0);
      run.seconds(290);
      run.finish();
      for (String each : run.told()) {
        found.add(each + " with seed " + seed);
      }
    }

    assertThat(found).isEmpty();
  }

  @Test
  void aLatencySpikeOfSeveralOperationsIsOneFindingThatCloses() {
    SimulatedRun run = steady(1);
    Fault slow = new Fault();
    slow.slower = 3;
    run.seconds(3, slow);
    assertThat(run.told()).as("within three windows").containsExactly("OPEN anomaly-latency-1");
    run.seconds(9, slow);
    run.seconds(20);

    Finding last = last(run);
    assertThat(last.getFindingId()).isEqualTo("anomaly-latency-1");
    assertThat(last.getState()).isEqualTo(FindingState.CLOSED);
    assertThat(last.getFromMicros()).isEqualTo(SimulatedRun.START + 60 * SimulatedRun.SECOND);
    assertThat(last.getToMicros()).isEqualTo(SimulatedRun.START + 72 * SimulatedRun.SECOND);
    assertThat(last.getEvidence().get("operations")).isBetween(2.0, 3.0);
    assertThat(last.getEvidence().get("noticedAfterSeconds")).isBetween(2.0, 3.0);
    FindingChart chart = last.getChart();
    assertThat(chart.getUnit()).isEqualTo("ms");
    assertThat(chart.getValues()).hasSize(RecentRows.SECONDS);
    int begins = (int) ((last.getFromMicros() - chart.getStartMicros()) / SimulatedRun.SECOND);
    assertThat(chart.getValues().subList(begins, begins + 12))
        .allMatch(each -> each > 1.5 * chart.getExpected());
    assertThat(last.getTitle())
        .startsWith("The p")
        .contains("times the usual")
        .endsWith("for 12 s");
    assertThat(run.findings())
        .hasSizeLessThan(8)
        .allMatch(each -> each.getFindingId().endsWith("latency-1"));
  }

  @Test
  void aFaultSoonAfterAColdStartIsFoundWithinThreeWindows() {
    for (int seed = 40; seed < 50; seed++) {
      SimulatedRun run = new SimulatedRun(seed).phase(300, 80, 80);
      for (int second = 0; second < 25; second++) {
        Fault cold = new Fault();
        cold.slower = 1 + 15 * Math.exp(-second / 2.0);
        run.seconds(1, cold);
      }
      assertThat(run.told()).as("of the start, seed " + seed).isEmpty();
      assertSlownessIsTold(run, "seed " + seed);
    }
  }

  /** A rate limit refuses at once: afterwards all else must not look slow, nor hide what is. */
  @Test
  void whatFailsFastIsNotUsual() {
    for (int seed = 60; seed < 70; seed++) {
      SimulatedRun run = new SimulatedRun(seed).phase(300, 80, 80);
      run.seconds(25);
      Fault refused = new Fault();
      refused.errors = 0.8;
      refused.slower = 0.2;
      run.seconds(14, refused);
      run.seconds(60);
      assertThat(run.told())
          .as("seed " + seed)
          .containsExactly("OPEN anomaly-errors-1", "CLOSED anomaly-errors-1");

      assertSlownessIsTold(run, "seed " + seed);
    }
  }

  /** Within three windows. */
  private static void assertSlownessIsTold(SimulatedRun run, String which) {
    Fault slow = new Fault();
    slow.slower = 3;
    run.seconds(3, slow);

    assertThat(run.told()).as(which).contains("OPEN anomaly-latency-1");
  }

  @Test
  void aLevelThatStaysIsToldAsSuch() {
    SimulatedRun run = steady(2);
    Fault slow = new Fault();
    slow.slower = 2.5;
    run.seconds(60, slow);

    assertThat(last(run).getTitle()).endsWith("and stays there");
    run.finish();
    assertThat(last(run).getState()).isEqualTo(FindingState.CLOSED);
    assertThat(last(run).getTitle()).endsWith("for 60 s");
  }

  @Test
  void errorsAreFoundWithinThreeWindowsAndAreCriticalWhenMany() {
    SimulatedRun run = steady(3);
    Fault failing = new Fault();
    failing.errors = 0.2;
    run.seconds(3, failing);

    assertThat(run.told()).containsExactly("OPEN anomaly-errors-1");
    assertThat(last(run).getSeverity()).isEqualTo("critical");
    run.seconds(6);
    assertThat(last(run).getState()).isEqualTo(FindingState.CLOSED);
  }

  @Test
  void aFewErrorsEachSecondAreFoundTogether() {
    SimulatedRun run = steady(13);
    Fault failing = new Fault();
    failing.errors = 0.04;
    run.seconds(10, failing);

    assertThat(run.told()).as("%s", run.told()).contains("OPEN anomaly-errors-1");
    run.seconds(12);
    assertThat(last(run).getState()).isEqualTo(FindingState.CLOSED);
  }

  @Test
  void aLevelThatRisesByAThirdIsFoundThoughNoSecondIsUnusual() {
    for (int seed = 40; seed < 45; seed++) {
      SimulatedRun run = steady(seed);
      Fault slow = new Fault();
      slow.slower = 1.4;
      run.seconds(60, slow);
      run.seconds(30);

      List<Finding> latencies =
          run.findings().stream()
              .filter(each -> each.getFindingId().equals("anomaly-latency-1"))
              .toList();
      assertThat(latencies).as("%s with seed %s", run.told(), seed).isNotEmpty();
      Finding last = latencies.get(latencies.size() - 1);
      assertThat(last.getState()).as("seed %s", seed).isEqualTo(FindingState.CLOSED);
      assertThat(latencies.get(0).getEvidence().get("noticedAfterSeconds"))
          .as("seed %s", seed)
          .isLessThan(40);
      assertThat(last.getFromMicros())
          .as("seed %s", seed)
          .isBetween(
              SimulatedRun.START + 55 * SimulatedRun.SECOND,
              SimulatedRun.START + 75 * SimulatedRun.SECOND);
    }
  }

  @Test
  void aMedianThatSwingsAboutItsLevelIsFoundAndNoLevelIsTold() {
    for (int seed = 60; seed < 65; seed++) {
      SimulatedRun run = new SimulatedRun(seed).phase(500, 80, 80);
      run.seconds(120);
      Fault swinging = new Fault();
      swinging.unrest = 0.35;
      run.seconds(80, swinging);
      run.seconds(120);

      List<Finding> spreads =
          run.findings().stream()
              .filter(each -> each.getFindingId().equals("anomaly-spread-1"))
              .toList();
      assertThat(spreads).as("%s with seed %s", run.told(), seed).isNotEmpty();
      Finding first = spreads.get(0);
      assertThat(first.getTitle()).contains("swings").contains("about a level that stays");
      assertThat(first.getSeverity()).isEqualTo("warning");
      assertThat(first.getEvidence().get("observedMillis"))
          .isGreaterThan(1.7 * first.getEvidence().get("expectedMillis"));
      assertThat(first.getEvidence().get("noticedAfterSeconds")).isLessThan(60);
      assertThat(first.getFromMicros())
          .as("seed %s", seed)
          .isBetween(
              SimulatedRun.START + 110 * SimulatedRun.SECOND,
              SimulatedRun.START + 175 * SimulatedRun.SECOND);
      Finding last = spreads.get(spreads.size() - 1);
      assertThat(last.getState()).as("seed %s", seed).isEqualTo(FindingState.CLOSED);
    }
  }

  @Test
  void aLevelThatRisesIsNoSwing() {
    SimulatedRun run = new SimulatedRun(70).phase(500, 80, 80);
    run.seconds(120);
    Fault slow = new Fault();
    slow.slower = 1.4;
    run.seconds(150, slow);
    run.seconds(60);

    assertThat(run.told()).isNotEmpty().noneMatch(each -> each.contains("spread"));
  }

  @Test
  void silenceIsAStallAndThroughputThatFallsAFindingOfItsOwn() {
    SimulatedRun run = steady(4);
    Fault silent = new Fault();
    silent.silent = true;
    run.seconds(3, silent);
    assertThat(run.told()).contains("OPEN anomaly-stall-1");
    run.seconds(60);

    Fault fewer = new Fault();
    fewer.fewer = 0.3;
    run.seconds(3, fewer);

    assertThat(last(run).getFindingId()).as("%s", run.told()).startsWith("anomaly-throughput");
    assertThat(last(run).getTitle()).contains("where").contains("were expected");
  }

  @Test
  void whatComesBackAgainAndAgainStaysReadable() {
    SimulatedRun run = new SimulatedRun(5).phase(4000, 80, 80);
    run.seconds(60);
    Fault slow = new Fault();
    slow.slower = 4;
    for (int i = 0; i < 40; i++) {
      run.seconds(5, slow);
      run.seconds(i % 2 == 0 ? 20 : 50);
    }

    long ids = run.findings().stream().map(Finding::getFindingId).distinct().count();
    assertThat(ids).isLessThanOrEqualTo(IncidentBook.MOST);
    assertThat(last(run).getEvidence().get("episodes")).isGreaterThan(10);
  }

  private static SimulatedRun steady(long seed) {
    SimulatedRun run = new SimulatedRun(seed).phase(300, 80, 80);
    run.seconds(60);
    assertThat(run.findings()).isEmpty();
    return run;
  }

  private static Finding last(SimulatedRun run) {
    return run.findings().get(run.findings().size() - 1);
  }
}
