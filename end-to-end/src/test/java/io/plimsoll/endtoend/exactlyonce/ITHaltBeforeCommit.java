package io.plimsoll.endtoend.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.analyzer.ProcessingGuarantee;
import io.plimsoll.endtoend.exactlyonce.process.AnalyzerOrders;
import io.plimsoll.endtoend.exactlyonce.process.AnalyzerProcess;
import io.plimsoll.endtoend.exactlyonce.process.BrokerProcess;
import io.plimsoll.endtoend.exactlyonce.truth.Comparison;
import io.plimsoll.endtoend.exactlyonce.truth.Recorder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The analyzer's JVM is halted at the worst moment there is: everything of a commit lies with the
 * broker, its offsets too, and nothing of it is committed (A3). A kill at a random moment hardly
 * ever finds it. The control does the same without transactions and must be wrong, or these tests
 * could not see anything.
 *
 * <p>The long form halts before eight commits of each stage in one run: {@code ./mvnw verify -pl
 * end-to-end -am -Dtest='ITHaltBeforeCommit' -Dsurefire.failIfNoSpecifiedTests=false
 * -Dplimsoll.campaign=full}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ITHaltBeforeCommit {
  private final long seed = Campaign.seed();
  private BrokerProcess broker;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    broker = BrokerProcess.start(directory);
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fold", "merge"})
  void isExactWhenHaltedBetweenSendAndCommit(String stage, @TempDir Path directory)
      throws Exception {
    List<Integer> commits = Campaign.choose(List.of(1, 6), List.of(1, 2, 3, 5, 8, 13, 21, 34));
    try (Scene scene = Scene.open("halt-" + stage, broker, directory, Campaign.plan(seed))) {
      for (int commit : commits) {
        scene.analyzer(AnalyzerOrders.exact().haltingAt(stage, commit), "same").awaitHalt();
      }
      AnalyzerProcess last = scene.analyzer(AnalyzerOrders.exact(), "same");
      last.awaitCommits(5);

      scene.finishExactly(
          "halted in %s before commits %s, seed %d".formatted(stage, commits, seed));
    }
  }

  /** A batch is folded whole or not at all, wherever the offset that is committed lies. */
  @Test
  void isExactWithBatchesToo(@TempDir Path directory) throws Exception {
    Recorder.Plan batched = Campaign.plan(seed).batched();
    try (Scene scene = Scene.open("halt-batched", broker, directory, batched)) {
      for (String stage : List.of("fold", "merge")) {
        scene.analyzer(AnalyzerOrders.exact().haltingAt(stage, 4), "same").awaitHalt();
      }
      scene.analyzer(AnalyzerOrders.exact(), "same").awaitCommits(5);

      scene.finishExactly("batches, halted in both stages, seed " + seed);
    }
  }

  @Test
  void isExactWhenHaltedBeforeTheCommitThatEndsARun(@TempDir Path directory) throws Exception {
    try (Scene scene = Scene.open("halt-at-end", broker, directory, Campaign.plan(seed))) {
      AnalyzerProcess first = scene.analyzer(AnalyzerOrders.exact().haltingAtTheEnd(), "same");
      first.awaitCommits(5);
      scene.endRuns();
      first.awaitHalt();
      scene.analyzer(AnalyzerOrders.exact(), "same");

      scene.finishExactly("halted before the last commit, seed " + seed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fold", "merge"})
  void controlWithoutTransactionsIsWrong(String stage, @TempDir Path directory) throws Exception {
    AnalyzerOrders control = AnalyzerOrders.exact().with(ProcessingGuarantee.AT_LEAST_ONCE);
    try (Scene scene = Scene.open("control-" + stage, broker, directory, Campaign.plan(seed))) {
      scene.analyzer(control.haltingAt(stage, 6), "same").awaitHalt();
      scene.analyzer(control, "same").awaitCommits(5);

      Comparison comparison = scene.finish();

      assertThat(comparison.differences())
          .as("at_least_once, halted in %s, seed %d, must be wrong: %s", stage, seed, comparison)
          .isNotEmpty();
      assertThat(comparison.withheld())
          .as("the account notices it by itself: %s", comparison)
          .isNotEmpty();
      System.out.println("control, halted in " + stage + ": " + comparison);
    }
  }
}
