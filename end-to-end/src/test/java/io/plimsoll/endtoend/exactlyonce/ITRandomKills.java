package io.plimsoll.endtoend.exactlyonce;

import io.plimsoll.endtoend.exactlyonce.process.AnalyzerOrders;
import io.plimsoll.endtoend.exactlyonce.process.AnalyzerProcess;
import io.plimsoll.endtoend.exactlyonce.process.BrokerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill −9 of the analyzer at random moments of one and the same run (A3): most while it commits
 * again after the last one, some while it still starts, restores or joins its group.
 *
 * <p>Five kills; twenty with {@code ./mvnw verify -pl end-to-end -am -Dtest='ITRandomKills'
 * -Dsurefire.failIfNoSpecifiedTests=false -Dplimsoll.campaign=full}. The seed is in the message; to
 * use it again, {@code -Dplimsoll.seed}.
 */
class ITRandomKills {
  private static final int LONGEST_WORK_MILLIS = 1_500;
  private static final int LONGEST_START_MILLIS = 5_000;

  @Test
  void isExactAfterEveryKill(@TempDir Path directory) throws Exception {
    long seed = Campaign.seed();
    SplittableRandom random = new SplittableRandom(seed);
    int kills = Campaign.choose(5, 20);
    long commits = 0;
    LongSummaryStatistics recoveries = new LongSummaryStatistics();
    try (BrokerProcess broker = BrokerProcess.start(directory);
        Scene scene = Scene.open("kills", broker, directory, Campaign.plan(seed))) {
      for (int kill = 0; kill < kills; kill++) {
        long started = System.nanoTime();
        AnalyzerProcess analyzer = scene.analyzer(AnalyzerOrders.exact(), "same");
        if (kill % 4 == 3) {
          analyzer.letWork(Duration.ofMillis(random.nextInt(LONGEST_START_MILLIS)));
        } else {
          analyzer.awaitCommits(1);
          recoveries.accept(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
          analyzer.letWork(Duration.ofMillis(random.nextInt(LONGEST_WORK_MILLIS)));
        }
        analyzer.kill();
        commits += analyzer.commits();
      }
      scene.analyzer(AnalyzerOrders.exact(), "same").awaitCommits(5);

      scene.finishExactly(
          "%d kills among %d commits, seed %d, %.0f ms on average (at most %d) from start to commit"
              .formatted(kills, commits, seed, recoveries.getAverage(), recoveries.getMax()));
    }
  }
}
