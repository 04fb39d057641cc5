package io.plimsoll.analyzer;

import static io.plimsoll.analyzer.AnalyzerDriver.SECOND;
import static io.plimsoll.analyzer.AnalyzerDriver.START;
import static io.plimsoll.analyzer.Outcomes.Outcome.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.analyzer.cardinality.Budget;
import io.plimsoll.schemas.Finding;
import io.plimsoll.schemas.FindingKind;
import io.plimsoll.schemas.FindingState;
import io.plimsoll.schemas.OperationSummary;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More names than anybody can look at: they are bounded, and it is said. */
final class CardinalityTest {
  @TempDir private Path stateDir;
  private AnalyzerDriver driver;

  @BeforeEach
  void open() {
    driver = new AnalyzerDriver(stateDir, config -> config.withBudget(new Budget(3, 2, 4)));
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private void end(String run, int emitted) {
    driver.ended(run, "a1", START + 10 * SECOND);
    driver.ledger(run, "a1", emitted, true);
    driver.run(run, RunStatus.ENDED, "a1");
    driver.commit();
  }

  @Test
  void operationsBeyondTheBudgetAreCountedTogether() {
    driver.run("r1", RunStatus.RUNNING, "a1");
    for (int i = 0; i < 10; i++) {
      driver.outcome(success("r1", i, "op" + i, START + i, 1000));
      driver.commit();
    }
    end("r1", 10);

    RunSummary summary = driver.summary("r1");
    assertThat(summary.getOperations().stream().map(OperationSummary::getOperation))
        .containsExactly("(other)", "op0", "op1", "op2");
    assertThat(driver.window("r1", "(other)", 1, 0).getCount()).isEqualTo(7);
    assertThat(summary.getTotal().getCount()).isEqualTo(10);
    assertThat(summary.getVerdict()).isEqualTo(Verdict.PASSED);
    assertThat(summary.getReasons())
        .containsExactly(
            "the run has more than 3 operations: the outcomes of the others are counted as (other)");
  }

  @Test
  void aFindingOpensWhenTheBudgetIsExceededAndClosesWithTheRun() {
    operationsBeyondTheBudgetAreCountedTogether();

    List<Finding> crowds =
        driver.findings().stream()
            .filter(each -> each.getFindingId().startsWith("cardinality"))
            .toList();
    assertThat(crowds)
        .extracting(Finding::getState)
        .containsExactly(FindingState.OPEN, FindingState.CLOSED);
    assertThat(crowds)
        .allSatisfy(
            finding -> {
              assertThat(finding.getKind()).isEqualTo(FindingKind.CARDINALITY);
              assertThat(finding.getFindingId()).isEqualTo("cardinality-operations");
              assertThat(finding.getFromMicros()).isEqualTo(START);
            });
    assertThat(crowds.get(1).getEvidence()).containsEntry("otherOutcomes", 7.0);
  }

  @Test
  void manyOperationsBetweenTwoCommitsAreBoundedInStageOneAlready() {
    driver.run("r1", RunStatus.RUNNING, "a1");
    for (int i = 0; i < 1000; i++) {
      driver.outcome(success("r1", i, "op" + i, START + i, 1000));
    }
    assertThat(driver.commitFold())
        .singleElement()
        .satisfies(delta -> assertThat(delta).hasSizeLessThan(4_000));
  }

  @Test
  void agentsBeyondTheBudgetHaveNoAccountAndTheVerdictIsWithheld() {
    driver.run("r1", RunStatus.RUNNING, "a1", "a2", "a3");
    for (int i = 1; i <= 3; i++) {
      driver.outcome(success("r1", 0, "upload", START + i, 1000).of("a" + i));
      driver.ended("r1", "a" + i, START + SECOND);
      driver.commit();
      driver.ledger("r1", "a" + i, 1, true);
    }
    driver.run("r1", RunStatus.ENDED, "a1", "a2", "a3");
    driver.commit();

    RunSummary summary = driver.summary("r1");
    assertThat(summary.getClosed()).isTrue();
    assertThat(summary.getTotal().getCount()).isEqualTo(3);
    assertThat(summary.getVerdict()).isEqualTo(Verdict.WITHHELD);
    assertThat(summary.getReasons())
        .contains(
            "1 outcomes came of agents beyond the budget:"
                + " they are in the windows, but nobody knows whether they are all");
    assertThat(driver.findings())
        .extracting(Finding::getFindingId)
        .containsOnly("cardinality-agents");
  }

  @Test
  void anAgentNamedLikeTheOthersIsRefusedAndNoFindingTellsOfACrowd() {
    driver.run("r1", RunStatus.RUNNING, "a1", "a2");
    driver.outcome(success("r1", 0, "upload", START + 1, 1000));
    driver.outcome(success("r1", 0, "upload", START + 2, 1000).of("(other)"));
    driver.ended("r1", "(other)", START + 20 * SECOND);
    driver.ledger("r1", "(other)", 1, true);
    driver.ended("r1", "a1", START + 20 * SECOND);
    driver.commit();

    assertThat(driver.findings()).isEmpty();
    assertThat(driver.deadLetters())
        .hasSize(3)
        .allSatisfy(letter -> assertThat(letter.getDetail()).contains("(other)"))
        .allSatisfy(letter -> assertThat(letter.getRunId()).isEqualTo("r1"));
    assertThat(driver.window("r1", "upload", 1, 0).getCount()).isEqualTo(1);
    assertThat(driver.window("r1", "upload", 1, 0).getClosed()).as("a2 is awaited").isFalse();
  }

  @Test
  void anOperationNamedLikeTheOthersIsRefused() {
    driver.run("r1", RunStatus.RUNNING, "a1");
    driver.outcome(success("r1", 0, "(other)", START, 1000));
    driver.outcome(success("r1", 1, "upload", START, 1000));
    end("r1", 2);

    assertThat(driver.deadLetters()).hasSize(1);
    assertThat(driver.summary("r1").getOperations())
        .extracting(OperationSummary::getOperation)
        .containsExactly("upload");
    assertThat(driver.summary("r1").getDeadLettered()).isEqualTo(1);
    assertThat(driver.summary("r1").getVerdict()).isEqualTo(Verdict.WITHHELD);
  }

  @Test
  void theRunSilentLongestGoesWhenTooManyAreOpen() {
    for (int run = 1; run <= 5; run++) {
      driver.run("r" + run, RunStatus.RUNNING, "a1");
      driver.outcome(success("r" + run, 0, "upload", START, 1000));
      driver.outcome(success("r1", run, "upload", START + run, 1000));
      driver.commit();
    }

    assertThat(driver.summary("r2").getClosed()).isTrue();
    assertThat(driver.summary("r2").getVerdict()).isEqualTo(Verdict.WITHHELD);
    assertThat(driver.summary("r2").getReasons().get(0))
        .startsWith("more than 4 runs were open at once");
    assertThat(driver.closedSummaries("r1")).isZero();
    assertThat(driver.findings())
        .extracting(Finding::getFindingId)
        .containsExactly("cardinality-runs");
  }

  @Test
  void aFloodOfRunsInOneCommitIsSaidRunByRun() {
    for (int run = 0; run < 50; run++) {
      driver.outcome(success("flood" + run, 0, "upload", START, 1000));
    }
    driver.commit();

    long closed = 0;
    for (int run = 0; run < 50; run++) {
      closed += driver.closedSummaries("flood" + run);
    }
    assertThat(closed).isEqualTo(46);
  }

  @Test
  void aBudgetThatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> new Budget(0, 1, 60_000_000))
        .hasMessageContaining("operationsPerRun: expected 1 to 50000, found 0");
  }
}
