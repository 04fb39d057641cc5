package io.plimsoll.endtoend.exactlyonce;

import io.plimsoll.endtoend.exactlyonce.process.AnalyzerOrders;
import io.plimsoll.endtoend.exactlyonce.process.AnalyzerProcess;
import io.plimsoll.endtoend.exactlyonce.process.BrokerProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill −9 of the only broker, and of the registry with it, while the analyzer works on (A3). */
class ITBrokerKilled {
  private static final Duration AWAY = Duration.ofSeconds(1);

  @Test
  void isExactAfterItsRestart(@TempDir Path directory) throws Exception {
    long seed = Campaign.seed();
    int kills = Campaign.choose(1, 5);
    try (BrokerProcess broker = BrokerProcess.start(directory);
        Scene scene = Scene.open("broker", broker, directory, Campaign.plan(seed))) {
      AnalyzerProcess analyzer = scene.analyzer(AnalyzerOrders.exact());
      for (int kill = 0; kill < kills; kill++) {
        analyzer.awaitMoreCommits(5);
        broker.kill();
        analyzer.letWork(AWAY);
        broker.restart();
      }
      analyzer.awaitMoreCommits(5);

      scene.finishExactly("%d broker kills, seed %d".formatted(kills, seed));
    }
  }
}
