package io.plimsoll.endtoend.exactlyonce;

import io.plimsoll.endtoend.exactlyonce.process.AnalyzerOrders;
import io.plimsoll.endtoend.exactlyonce.process.AnalyzerProcess;
import io.plimsoll.endtoend.exactlyonce.process.BrokerProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Analyzers share the work: while a run goes on one joins, one leaves in order, one is killed, and
 * one halts before a commit while another takes over its tasks (A3).
 */
class ITInstances {
  private static final Duration TOGETHER = Duration.ofSeconds(Campaign.choose(1, 10));

  @Test
  void isExactWhileTheyComeAndGo(@TempDir Path directory) throws Exception {
    long seed = Campaign.seed();
    try (BrokerProcess broker = BrokerProcess.start(directory);
        Scene scene = Scene.open("instances", broker, directory, Campaign.plan(seed))) {
      AnalyzerProcess first = scene.analyzer(AnalyzerOrders.exact());
      first.awaitCommits(3);

      AnalyzerProcess joining = scene.analyzer(AnalyzerOrders.exact());
      joining.awaitCommits(3);
      joining.letWork(TOGETHER);
      first.leave();

      AnalyzerProcess halting = scene.analyzer(AnalyzerOrders.exact().haltingAt("merge", 5));
      halting.awaitHalt();
      AnalyzerProcess third = scene.analyzer(AnalyzerOrders.exact());
      third.awaitCommits(3);
      joining.kill();
      third.letWork(TOGETHER);

      scene.finishExactly("one joined, one left, one halted, one was killed, seed " + seed);
    }
  }
}
