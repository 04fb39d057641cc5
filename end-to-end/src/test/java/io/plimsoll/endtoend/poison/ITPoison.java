package io.plimsoll.endtoend.poison;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.endtoend.exactlyonce.Scene;
import io.plimsoll.endtoend.exactlyonce.process.AnalyzerOrders;
import io.plimsoll.endtoend.exactlyonce.process.AnalyzerProcess;
import io.plimsoll.endtoend.exactlyonce.process.BrokerProcess;
import io.plimsoll.endtoend.exactlyonce.truth.Recorder;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.topic.Cluster;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Poison between good records, on every topic: each goes to the dead letters once, with its reason
 * and position, also when the analyzer halts between sending a letter and committing it; the stream
 * goes on, and the runs' own outcomes stay exact.
 */
class ITPoison {
  private static final Recorder.Plan PLAN = new Recorder.Plan(2, 2, 4_000, 11);
  private static final String WITH_KEY = "cut"; // outcomes, too, may have one
  private static final Duration AT_MOST = Duration.ofMinutes(3);

  @Test
  void goesToTheDeadLettersOnceAndTheStreamGoesOn(@TempDir Path directory) throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(directory);
        Scene scene = Scene.open("poison", broker, directory, PLAN)) {
      Cluster cluster = scene.cluster();
      List<Letter> expected = new ArrayList<>(poison(cluster));
      scene.analyzer(AnalyzerOrders.exact().haltingAt("fold", 1)).awaitHalt();
      AnalyzerProcess analyzer = scene.analyzer(AnalyzerOrders.exact());
      analyzer.awaitCommits(3);
      expected.addAll(poison(cluster));
      analyzer.awaitMoreCommits(3);

      scene.finishExactly(expected.size() + " poisonous records");
      Awaitility.await("dead letters")
          .atMost(AT_MOST)
          .until(() -> Letter.readAll(cluster).size() >= expected.size());
      assertThat(Letter.readAll(cluster).stream().sorted().toList())
          .isEqualTo(expected.stream().sorted().toList());
    }
  }

  /** Writes some of every kind and returns what must be said of them. */
  private static List<Letter> poison(Cluster cluster) throws Exception {
    Map<String, Object> settings = cluster.clientConfig();
    settings.put("max.request.size", 16 << 20);
    List<Letter> letters = new ArrayList<>();
    try (var registry = cluster.openRegistry();
        var producer =
            new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (Poison poison : Poison.all(new AvroSerdes(registry), cluster.topics())) {
        byte[] key = key(poison, cluster);
        RecordMetadata position =
            producer.send(new ProducerRecord<>(poison.topic(), key, poison.bytes())).get();
        letters.add(Letter.of(poison, position.partition(), position.offset()));
      }
    }
    return letters;
  }

  /**
   * Outcomes come without a key, and then in bundles, as the agents' own do; a compacted topic
   * takes no record without one.
   */
  private static byte[] key(Poison poison, Cluster cluster) {
    boolean bundled = poison.topic().equals(cluster.topics().requestOutcomes().name());
    return bundled && !poison.what().startsWith(WITH_KEY)
        ? null
        : poison.what().getBytes(StandardCharsets.UTF_8);
  }
}
