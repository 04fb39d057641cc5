package io.plimsoll.analyzer;

import static io.plimsoll.analyzer.AnalyzerDriver.SECOND;
import static io.plimsoll.analyzer.AnalyzerDriver.START;
import static io.plimsoll.analyzer.Outcomes.Outcome.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.schemas.AgentAccount;
import io.plimsoll.schemas.Comparison;
import io.plimsoll.schemas.KpiWindow;
import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.SlaRule;
import io.plimsoll.schemas.SlaState;
import io.plimsoll.schemas.Verdict;
import io.plimsoll.stats.sketch.LatencySketch;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnalyzerTopologyTest {
  @TempDir private Path stateDir;
  private AnalyzerDriver driver;

  @BeforeEach
  void open() {
    driver = new AnalyzerDriver(stateDir);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private static long at(double seconds) {
    return START + Math.round(seconds * SECOND);
  }

  @Test
  void showsLiveWindowsAtEachCommit() {
    driver.outcome(success("r1", 0, "upload", at(0.1), 1000));
    driver.commit();
    driver.outcome(success("r1", 1, "upload", at(0.2), 3000));
    driver.commit();

    KpiWindow window = driver.window("r1", "upload", 1, 0);
    assertThat(window.getClosed()).isFalse();
    assertThat(window.getCount()).isEqualTo(2);
    assertThat(window.getService().getMaxMicros()).isEqualTo(3000);
    assertThat(window.getResponse().getMinMicros()).isEqualTo(2000);
    assertThat(window.getThroughputPerSecond()).isEqualTo(2.0);
    assertThat(driver.summary("r1").getTotal().getCount()).isEqualTo(2);
    assertThat(driver.summary("r1").getVerdict()).isEqualTo(Verdict.PENDING);
  }

  @Test
  void closesWindowOnceEveryAgentHasPassedItByTheGrace() {
    driver.run("r1", RunStatus.RUNNING, "a1", "a2");
    driver.outcome(success("r1", 0, "upload", at(0.1), 1000));
    driver.mark("r1", "a1", at(60));
    driver.commit();
    assertThat(driver.window("r1", "upload", 1, 0).getClosed()).isFalse();

    driver.mark("r1", "a2", at(2.9));
    driver.commit();
    assertThat(driver.window("r1", "upload", 1, 0).getClosed()).isFalse();

    driver.mark("r1", "a2", at(3));
    driver.commit();
    assertThat(driver.window("r1", "upload", 1, 0).getClosed()).isTrue();
  }

  @Test
  void dataWithinGraceCorrectsAndLaterDataIsCountedAsLate() {
    driver.run("r1", RunStatus.RUNNING, "a1");
    driver.outcome(success("r1", 0, "upload", at(0.5), 1000));
    driver.mark("r1", "a1", at(2.5));
    driver.commit();
    driver.outcome(success("r1", 1, "upload", at(0.6), 1000));
    driver.mark("r1", "a1", at(3.5));
    driver.commit();
    driver.outcome(success("r1", 2, "upload", at(0.7), 1000));
    driver.commit();

    assertThat(driver.window("r1", "upload", 1, 0).getCount()).isEqualTo(2);
    AgentAccount account = driver.summary("r1").getAgents().get(0);
    assertThat(account.getAnalysed()).isEqualTo(2);
    assertThat(account.getLate()).isEqualTo(1);
  }

  @Test
  void rollsSecondsIntoTensMinutesAndTheWholeRun() {
    driver.run("r1", RunStatus.RUNNING, "a1");
    for (int i = 0; i < 125; i++) {
      driver.outcome(success("r1", i, i % 2 == 0 ? "upload" : "list", at(i + 0.5), 1000 + i));
      if (i % 7 == 0) {
        driver.mark("r1", "a1", at(i));
        driver.commit();
      }
    }
    driver.mark("r1", "a1", at(125));
    driver.commit();

    assertThat(driver.window("r1", "*", 10, 0).getCount()).isEqualTo(10);
    assertThat(driver.window("r1", "upload", 10, 110).getCount()).isEqualTo(5);
    assertThat(driver.window("r1", "*", 60, 60).getCount()).isEqualTo(60);
    assertThat(driver.window("r1", "*", 60, 60).getService().getMaxMicros()).isEqualTo(1119);
    assertThat(driver.window("r1", "*", 60, 120)).isNull();
    assertThat(driver.summary("r1").getTotal().getCount()).isEqualTo(125);
    assertThat(driver.windows().values().stream().filter(w -> w.getWidthMillis() == 1000))
        .allSatisfy(w -> assertThat(w.getCount()).isEqualTo(1));
  }

  @Test
  void endOfTheRunClosesEverythingWithoutALaterRecord() {
    driver.run("r1", RunStatus.RUNNING, "a1");
    driver.outcome(success("r1", 0, "upload", at(0.1), 1000));
    driver.outcome(success("r1", 1, "upload", at(1.1), 2000).as(OutcomeKind.TIMEOUT));
    driver.ended("r1", "a1", at(1.2));
    driver.ledger("r1", "a1", 2, true);
    driver.run("r1", RunStatus.ENDED, "a1");
    driver.commit();

    assertThat(driver.windows().values()).allSatisfy(w -> assertThat(w.getClosed()).isTrue());
    RunSummary summary = driver.summary("r1");
    assertThat(summary.getClosed()).isTrue();
    assertThat(summary.getComplete()).isTrue();
    assertThat(summary.getVerdict()).isEqualTo(Verdict.PASSED);
    assertThat(summary.getTotal().getErrorsByKind()).containsEntry("TIMEOUT", 1L);
    assertThat(summary.getOperations()).hasSize(1);
    assertThat(summary.getEmitted()).isEqualTo(2);
    assertThat(summary.getAnalysed()).isEqualTo(2);
  }

  @Test
  void aFinishedRunLeavesNothingButAMarkAndIsNotOpenedAgain() {
    endOfTheRunClosesEverythingWithoutALaterRecord();

    driver.run("r1", RunStatus.ENDED, "a1");
    driver.ledger("r1", "a1", 2, true);
    driver.outcome(success("r1", 2, "upload", at(5), 1000));
    driver.commit();

    assertThat(driver.closedSummaries("r1")).isEqualTo(1);
    assertThat(driver.window("r1", "upload", 1, 5)).isNull();
    Assertions.setMaxElementsForPrinting(3);
    try (var entries = driver.openRuns().all()) {
      entries.next();
      assertThat(entries.hasNext()).isFalse();
    }
  }

  @Test
  void aDeltaReadTwiceIsTheTransactionsBusinessButAnOutcomeSentTwiceIsSeen() {
    driver.run("r1", RunStatus.RUNNING, "a1");
    driver.outcome(success("r1", 0, "upload", at(0.1), 1000));
    driver.outcome(success("r1", 0, "upload", at(0.1), 1000));
    driver.ended("r1", "a1", at(1));
    driver.ledger("r1", "a1", 2, true);
    driver.run("r1", RunStatus.ENDED, "a1");
    driver.commit();

    RunSummary summary = driver.summary("r1");
    assertThat(summary.getVerdict()).isEqualTo(Verdict.WITHHELD);
    assertThat(summary.getReasons())
        .containsExactly("agent a1 emitted 2 and as many were analysed, but not the same ones");
  }

  @Test
  void verdictIsWithheldWhenOutcomesAreMissing() {
    driver.outcome(success("r1", 0, "upload", at(0.1), 1000));
    driver.ended("r1", "a1", at(1));
    driver.ledger("r1", "a1", 3, true);
    driver.run("r1", RunStatus.ENDED, "a1");
    driver.commit();

    RunSummary summary = driver.summary("r1");
    assertThat(summary.getComplete()).isFalse();
    assertThat(summary.getVerdict()).isEqualTo(Verdict.WITHHELD);
    assertThat(summary.getReasons())
        .containsExactly("agent a1 emitted 3, 1 were analysed and 2 are missing");
  }

  @Test
  void aRunThatLostAnAgentEndsWhenNothingMoreComes() {
    driver.run("r1", RunStatus.RUNNING, "a1", "a2");
    driver.outcome(success("r1", 0, "upload", at(0.1), 1000));
    driver.outcome(success("r1", 0, "upload", at(0.2), 1000).of("a2"));
    driver.ended("r1", "a1", at(1));
    driver.ledger("r1", "a1", 1, true);
    driver.ledger("r1", "a2", 1, false);
    driver.run("r1", RunStatus.FAILED, "a1", "a2");
    driver.commit();
    driver.pass(4);
    assertThat(driver.summary("r1").getClosed()).isFalse();

    driver.pass(2);

    RunSummary summary = driver.summary("r1");
    assertThat(summary.getClosed()).isTrue();
    assertThat(summary.getVerdict()).isEqualTo(Verdict.WITHHELD);
    assertThat(summary.getReasons())
        .contains(
            "agent a2 died at sequence number 0, the last that was read;"
                + " its last ledger entry speaks of 1 outcomes and is not final");
    assertThat(summary.getTotal().getCount()).isEqualTo(2);
  }

  @Test
  void runsWithSkewedClocksDoNotDisturbEachOther() {
    long hours = 3_600 * SECOND * 7;
    driver.run("r1", RunStatus.RUNNING, "a1");
    driver.run("r2", RunStatus.RUNNING, "a1");
    for (int i = 0; i < 20; i++) {
      driver.outcome(success("r1", i, "upload", at(i + 0.5), 1000));
      driver.outcome(success("r2", i, "upload", at(i + 0.5) + hours, 1000));
      driver.mark("r1", "a1", at(i + 0.9));
      driver.mark("r2", "a1", at(i + 0.9) + hours);
      driver.commit();
    }
    for (String run : List.of("r1", "r2")) {
      driver.ended(run, "a1", at(20));
      driver.ledger(run, "a1", 20, true);
      driver.run(run, RunStatus.ENDED, "a1");
    }
    driver.commit();

    for (String run : List.of("r1", "r2")) {
      assertThat(driver.summary(run).getComplete()).isTrue();
      assertThat(driver.summary(run).getLate()).isZero();
      assertThat(driver.summary(run).getTotal().getCount()).isEqualTo(20);
    }
  }

  @Test
  void anOrderThatBringsTheRunRecordLastLosesNothing() {
    driver.outcome(success("r1", 0, "upload", at(0.1), 1000));
    driver.outcome(success("r1", 1, "upload", at(90), 1000));
    driver.ended("r1", "a1", at(95));
    driver.commit();
    driver.ledger("r1", "a1", 2, true);
    driver.commit();
    assertThat(driver.window("r1", "upload", 1, 0).getClosed()).isFalse();

    driver.run("r1", RunStatus.ENDED, "a1");
    driver.commit();

    assertThat(driver.summary("r1").getComplete()).isTrue();
    assertThat(driver.window("r1", "upload", 60, 60).getCount()).isEqualTo(1);
  }

  @Test
  void judgesTheWholeRunAgainstItsRules() {
    driver.outcome(success("r1", 0, "upload", at(0.1), 1000));
    driver.outcome(success("r1", 1, "upload", at(1.1), 9000));
    driver.ended("r1", "a1", at(2));
    driver.ledger("r1", "a1", 2, true);
    driver.run(
        "r1",
        RunStatus.ENDED,
        List.of(
            rule("upload", "service.max", Comparison.LESS, 5000),
            rule("upload", "response.max", Comparison.LESS_OR_EQUAL, 18_000),
            rule("list", "service.p95", Comparison.LESS, 5000)),
        "a1");
    driver.commit();

    RunSummary summary = driver.summary("r1");
    assertThat(summary.getSla().stream().map(result -> result.getState()))
        .containsExactly(SlaState.FAILED, SlaState.PASSED, SlaState.NOT_EVALUATED);
    assertThat(summary.getVerdict()).isEqualTo(Verdict.FAILED);
    assertThat(summary.getReasons())
        .containsExactly(
            "service.max of upload was 9.0 ms over the whole run, promised was < 5.0 ms",
            "not evaluated: list/service.p95: 0 samples where 1 are needed");
  }

  private static SlaRule rule(
      String operation, String indicator, Comparison comparison, double limit) {
    return SlaRule.newBuilder()
        .setRuleId(operation + "/" + indicator)
        .setOperation(operation)
        .setIndicator(indicator)
        .setComparison(comparison)
        .setLimit(limit)
        .setText("as written")
        .build();
  }

  @Test
  void windowsCarryMergeableSketches() {
    driver.outcome(success("r1", 0, "upload", at(0.1), 1000));
    driver.commit();

    var bytes = driver.window("r1", "upload", 1, 0).getServiceSketch();
    byte[] encoded = new byte[bytes.remaining()];
    bytes.get(encoded);
    assertThat(LatencySketch.decode(encoded).max()).isEqualTo(1000);
  }
}
