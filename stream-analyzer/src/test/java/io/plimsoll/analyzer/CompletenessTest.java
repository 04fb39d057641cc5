package io.plimsoll.analyzer;

import static io.plimsoll.analyzer.AnalyzerDriver.SECOND;
import static io.plimsoll.analyzer.AnalyzerDriver.START;
import static io.plimsoll.analyzer.Outcomes.Outcome.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.schemas.AgentAccount;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger check in words, live and final. */
final class CompletenessTest {
  @TempDir private Path stateDir;
  private AnalyzerDriver driver;

  @BeforeEach
  void open() {
    driver =
        new AnalyzerDriver(stateDir, config -> config.withAbandonAfter(Duration.ofSeconds(20)));
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private void outcomes(int from, int to, double atSecond) {
    for (int i = from; i < to; i++) {
      driver.outcome(success("r1", i, "upload", START + (long) (atSecond * SECOND), 1000));
    }
  }

  private void end(int emitted) {
    driver.ended("r1", "a1", START + 10 * SECOND);
    driver.ledger("r1", "a1", emitted, true);
    driver.run("r1", RunStatus.ENDED, "a1");
    driver.commit();
  }

  @Test
  void whileTheRunGoesOnTheAccountTellsHowFarTheAnalysisIsBehind() {
    driver.run("r1", RunStatus.RUNNING, "a1");
    outcomes(0, 10, 0.5);
    driver.ledger("r1", "a1", 25, false);
    driver.commit();

    AgentAccount behind = driver.summary("r1").getAgents().get(0);
    assertThat(behind.getEmitted()).isEqualTo(25);
    assertThat(behind.getAnalysed()).isEqualTo(10);
    assertThat(behind.getDifference()).isEqualTo("15 outcomes are not analysed yet");

    outcomes(10, 30, 1.5);
    driver.commit();

    AgentAccount ahead = driver.summary("r1").getAgents().get(0);
    assertThat(ahead.getAnalysed()).isEqualTo(30);
    assertThat(ahead.getDifference()).isNull();
  }

  @Test
  void tellsWhatCameTooLate() {
    driver.run("r1", RunStatus.RUNNING, "a1");
    outcomes(0, 5, 0.5);
    driver.mark("r1", "a1", START + 9 * SECOND);
    driver.commit();
    outcomes(5, 7, 0.7);
    driver.commit();
    assertThat(driver.summary("r1").getAgents().get(0).getDifference())
        .isEqualTo("2 came after their window had closed, later than the grace");
    end(7);

    RunSummary summary = driver.summary("r1");
    assertThat(summary.getLate()).isEqualTo(2);
    assertThat(summary.getVerdict()).isEqualTo(Verdict.WITHHELD);
    assertThat(summary.getReasons())
        .containsExactly(
            "agent a1 emitted 7, 5 were analysed and"
                + " 2 came after their window had closed, later than the grace");
  }

  @Test
  void whatIsMissingMayLieInTheDeadLetters() {
    driver.run("r1", RunStatus.RUNNING, "a1");
    outcomes(0, 5, 0.5);
    driver.commit();
    driver.raw(driver.topics().requestOutcomes(), "poison".getBytes(StandardCharsets.UTF_8));
    end(6);

    assertThat(driver.summary("r1").getReasons())
        .containsExactly(
            "agent a1 emitted 6, 5 were analysed and 1 are missing",
            "1 records that could not be read went to the dead letters while the run was open:"
                + " what is missing may be among them (each held one outcome or a batch of them)");
  }

  @Test
  void poisonOfSomebodyElseIsNotHeldAgainstARunThatBalances() {
    driver.run("r1", RunStatus.RUNNING, "a1");
    outcomes(0, 5, 0.5);
    driver.commit();
    driver.raw(driver.topics().requestOutcomes(), "poison".getBytes(StandardCharsets.UTF_8));
    end(5);

    assertThat(driver.summary("r1").getVerdict()).isEqualTo(Verdict.PASSED);
    assertThat(driver.summary("r1").getReasons()).isEmpty();
  }

  @Test
  void anAgentThatDiedIsNamedWithTheLastThatWasReadOfIt() {
    driver.run("r1", RunStatus.RUNNING, "a1", "a2");
    outcomes(0, 5, 0.5);
    driver.ended("r1", "a1", START + 10 * SECOND);
    driver.ledger("r1", "a1", 5, true);
    driver.run("r1", RunStatus.FAILED, "a1", "a2");
    driver.commit();
    driver.pass(8);

    assertThat(driver.summary("r1").getReasons())
        .contains("agent a2 died before any outcome of it was read; there is no ledger entry");
  }

  @Test
  void whatComesAfterTheEndOfItsRunIsToldInTheDeadLetters() {
    driver.run("r1", RunStatus.RUNNING, "a1");
    outcomes(0, 5, 0.5);
    end(5);
    outcomes(5, 7, 0.7);
    driver.mark("r1", "a1", START + 11 * SECOND);
    driver.commit();
    driver.mark("r1", "a1", START + 12 * SECOND);
    driver.commit();

    assertThat(driver.summary("r1").getTotal().getCount()).isEqualTo(5);
    assertThat(driver.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.getRunId()).isEqualTo("r1");
              assertThat(letter.getDetail())
                  .startsWith("2 outcomes came after the end of their run");
            });
  }

  @Test
  void aRunWhoseEndIsNeverAnnouncedIsClosedOnceNothingHasComeForLong() {
    driver.run("r1", RunStatus.RUNNING, "a1");
    outcomes(0, 5, 0.5);
    driver.mark("r1", "a1", START + SECOND);
    driver.ledger("r1", "a1", 3, false);
    driver.commit();
    driver.pass(19);
    assertThat(driver.closedSummaries("r1")).isZero();

    driver.pass(22);

    RunSummary summary = driver.summary("r1");
    assertThat(summary.getClosed()).isTrue();
    assertThat(summary.getVerdict()).isEqualTo(Verdict.WITHHELD);
    assertThat(summary.getTotal().getCount()).isEqualTo(5);
    assertThat(summary.getReasons())
        .containsExactly(
            "its end was never announced and nothing has come of it for 20 s:"
                + " whoever coordinated it died or lost Kafka",
            "agent a1 died at sequence number 4, the last that was read;"
                + " its last ledger entry speaks of 3 outcomes and is not final");
    assertThat(driver.openRuns().approximateNumEntries()).as("its mark alone").isEqualTo(1);
  }

  @Test
  void aRunThatIsStillHeardOfIsNotClosed() {
    driver.run("r1", RunStatus.RUNNING, "a1");
    for (int i = 0; i < 50; i++) {
      driver.mark("r1", "a1", START + i * SECOND);
      driver.pass(1);
    }

    assertThat(driver.closedSummaries("r1")).isZero();
  }

  @Test
  void outcomesWithoutARunAreClosedToo() {
    outcomes(0, 5, 0.5);
    driver.commit();
    driver.pass(42);

    assertThat(driver.summary("r1").getVerdict()).isEqualTo(Verdict.WITHHELD);
    assertThat(driver.summary("r1").getReasons())
        .contains("no record of the run came: nobody knows what was planned");
  }
}
