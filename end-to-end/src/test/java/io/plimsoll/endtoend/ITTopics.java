package io.plimsoll.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.schemas.topic.Topic;
import io.plimsoll.schemas.topic.TopicAdmin;
import io.plimsoll.schemas.topic.TopicMismatchException;
import io.plimsoll.schemas.topic.Topics;
import io.plimsoll.standalone.broker.BrokerConfig;
import io.plimsoll.standalone.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics on a real broker: created by whoever is first, checked by everybody else. */
class ITTopics {
  private static final int TOPICS_MADE = 40;

  @TempDir private Path directory;

  @Test
  void areCreatedOnceAndCheckedAfterwards() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.in(directory));
        Admin admin =
            Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
      Topics topics = new Topics("some.", 3);
      TopicAdmin topicAdmin = new TopicAdmin(admin);
      topicAdmin.ensure(topics.all());
      topicAdmin.ensure(topics.all());

      assertThat(admin.listTopics().names().get())
          .containsAll(topics.all().stream().map(Topic::name).toList());
      assertThatThrownBy(() -> topicAdmin.ensure(new Topics("some.", 4).all()))
          .isInstanceOf(TopicMismatchException.class)
          .hasMessageContaining("some.runs has 3 partitions where 4 are needed");
      refusesAnotherPolicy(admin, topicAdmin);
    }
  }

  /**
   * What is written at once to a topic just made may reach its broker before the partition does. An
   * idempotent producer loses records by it: the first request is refused, the second is taken, and
   * from then on the first is out of order (KAFKA-15591). So nobody goes on before every leader
   * serves; a producer that never tries again shows it.
   */
  @Test
  void canBeWrittenToAtOnce() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.in(directory));
        Admin admin =
            Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()));
        KafkaProducer<byte[], byte[]> once = onceOnly(broker)) {
      for (int i = 0; i < TOPICS_MADE; i++) {
        Topic topic = new Topics("new-%d.".formatted(i), 8).requestOutcomes();

        new TopicAdmin(admin).ensure(List.of(topic));

        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int partition = 0; partition < topic.partitions(); partition++) {
          sent.add(once.send(new ProducerRecord<>(topic.name(), partition, null, new byte[1])));
        }
        for (Future<RecordMetadata> each : sent) {
          assertThat(each.get().offset()).as("the first of %s", topic.name()).isZero();
        }
      }
    }
  }

  private static KafkaProducer<byte[], byte[]> onceOnly(EmbeddedBroker broker) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "retries",
            0,
            "enable.idempotence",
            false),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static void refusesAnotherPolicy(Admin admin, TopicAdmin topicAdmin) throws Exception {
    Topics topics = new Topics("other.", 2);
    NewTopic deleting = new NewTopic("other.runs", Optional.of(2), Optional.empty());
    admin.createTopics(List.of(deleting.configs(Map.of("cleanup.policy", "delete")))).all().get();

    assertThatThrownBy(() -> topicAdmin.ensure(topics.all()))
        .isInstanceOf(TopicMismatchException.class)
        .hasMessageContaining("other.runs has cleanup.policy=delete where compact is needed");
  }
}
