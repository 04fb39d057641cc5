package io.plimsoll.endtoend.exactlyonce;

import io.plimsoll.endtoend.exactlyonce.process.AnalyzerOrders;
import io.plimsoll.endtoend.exactlyonce.process.AnalyzerProcess;
import io.plimsoll.endtoend.exactlyonce.process.ThreeBrokers;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three brokers with three replicas of which two must be in sync. One is killed while outcomes come
 * and are analysed, with all that it led: partitions, the group, the transactions. Work goes on
 * without it (A3). The long form kills each in turn and lets it come back.
 */
class ITThreeBrokers {

  @Test
  void isExactWithoutOneOfThem(@TempDir Path directory) throws Exception {
    long seed = Campaign.seed();
    int victim = new SplittableRandom(seed).nextInt(3);
    int kills = Campaign.choose(1, 3);
    try (ThreeBrokers brokers = ThreeBrokers.start(directory);
        Scene scene = Scene.open("three", brokers, directory, Campaign.plan(seed))) {
      AnalyzerProcess analyzer = scene.analyzer(AnalyzerOrders.exact());
      analyzer.awaitCommits(5);
      for (int kill = 0; kill < kills; kill++) {
        int node = (victim + kill) % brokers.nodes();
        brokers.kill(node);
        analyzer.awaitMoreCommits(10);
        if (kill < kills - 1) {
          brokers.restart(node);
        }
      }

      scene.finishExactly(
          "%d of three brokers killed, the first was %d, seed %d".formatted(kills, victim, seed));
    }
  }
}
