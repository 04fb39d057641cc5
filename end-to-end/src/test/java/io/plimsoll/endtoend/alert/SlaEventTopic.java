package io.plimsoll.endtoend.alert;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.plimsoll.schemas.Comparison;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.SlaEvent;
import io.plimsoll.schemas.SlaRule;
import io.plimsoll.schemas.SlaTransition;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.serde.AvroSerializer;
import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.schemas.topic.Topic;
import io.plimsoll.schemas.topic.TopicAdmin;
import io.plimsoll.schemas.topic.TopicMismatchException;
import io.plimsoll.schemas.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Plays the analyzer's part on the topic of SLA events, and the producer's on that of runs. */
final class SlaEventTopic implements AutoCloseable {
  private final Topics topics;
  private final SchemaRegistryClient registry;
  private final AvroSerdes serdes;
  private final KafkaProducer<byte[], byte[]> producer;

  SlaEventTopic(Cluster cluster) {
    topics = cluster.topics();
    try (Admin admin = Admin.create(cluster.clientConfig())) {
      // On a machine that is overloaded they may take longer to be seen than an application waits.
      Awaitility.await("topics")
          .atMost(Duration.ofMinutes(2))
          .ignoreException(TopicMismatchException.class)
          .untilAsserted(
              () -> new TopicAdmin(admin).ensure(List.of(topics.runs(), topics.slaEvents())));
    }
    registry = cluster.openRegistry();
    serdes = new AvroSerdes(registry);
    Map<String, Object> settings = cluster.clientConfig();
    settings.put("acks", "all");
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A run begins now. */
  void begin(String runId, String scenario) {
    RunRecord run =
        RunRecord.newBuilder()
            .setRunId(runId)
            .setScenario(scenario)
            .setScenarioHash("00")
            .setStatus(RunStatus.RUNNING)
            .setStartedAtMicros(micros(Instant.now()))
            .setAgents(List.of("a1"))
            .setEnvironment("lab")
            .build();
    send(topics.runs(), runId, Topics.key(runId), run);
  }

  /** The rule {@code OPERATION/response.p95 < 500 ms} changes its state now. */
  void event(String runId, String operation, SlaTransition transition, String severity) {
    Instant now = Instant.now();
    SlaEvent event =
        SlaEvent.newBuilder()
            .setRunId(runId)
            .setRule(rule(operation, severity))
            .setOperation(operation)
            .setTransition(transition)
            .setAtMicros(micros(now))
            .setValue(transition == SlaTransition.RESOLVED ? 312_000.0 : 612_000.0)
            .setWindowStartMicros(micros(now.minusSeconds(10)))
            .setWindowWidthMillis(10_000)
            .setSamples(1_234)
            .setEpisode(1)
            .build();
    byte[] key = Topics.key(runId, event.getRule().getRuleId(), operation);
    send(topics.slaEvents(), runId, key, event);
  }

  private static SlaRule rule(String operation, String severity) {
    return SlaRule.newBuilder()
        .setRuleId(operation + "/response.p95")
        .setOperation(operation)
        .setIndicator("response.p95")
        .setComparison(Comparison.LESS)
        .setLimit(500_000)
        .setText("< 500ms")
        .setSeverity(severity)
        .build();
  }

  private <T extends SpecificRecord> void send(Topic topic, String runId, byte[] key, T record) {
    AvroSerializer<T> serializer = serdes.serializer(topic.value());
    byte[] value = serializer.serialize(topic.name(), record);
    try {
      producer
          .send(new ProducerRecord<>(topic.name(), topics.partitionOf(runId), key, value))
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  @Override
  public void close() throws IOException {
    producer.close();
    registry.close();
  }
}
