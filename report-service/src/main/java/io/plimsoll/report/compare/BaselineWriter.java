package io.plimsoll.report.compare;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.plimsoll.schemas.AcknowledgedChanges;
import io.plimsoll.schemas.Baseline;
import io.plimsoll.schemas.RunComparison;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.schemas.topic.Topic;
import io.plimsoll.schemas.topic.Topics;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes baselines, comparisons and acknowledged changes to their topics and waits until they are
 * there. Opens its connections for each record: there are few. Thread-safe.
 */
public final class BaselineWriter {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Cluster cluster;

  public BaselineWriter(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * @throws KafkaException when the broker does not take it
   */
  public void write(Baseline baseline) {
    byte[] key =
        Topics.key(baseline.getScenario(), baseline.getBranch(), baseline.getEnvironment());
    send(cluster.topics().baselines(), key, baseline, Baseline.getClassSchema());
  }

  /**
   * @throws KafkaException when the broker does not take it
   */
  public void write(RunComparison comparison) {
    byte[] key = Topics.key(comparison.getRunId());
    send(cluster.topics().comparisons(), key, comparison, RunComparison.getClassSchema());
  }

  /**
   * @throws KafkaException when the broker does not take it
   */
  public void write(AcknowledgedChanges changes) {
    byte[] key = Topics.key(changes.getScenario(), changes.getBranch(), changes.getEnvironment());
    send(
        cluster.topics().acknowledgedChanges(), key, changes, AcknowledgedChanges.getClassSchema());
  }

  private void send(Topic topic, byte[] key, SpecificRecord value, Schema schema) {
    Map<String, Object> config = cluster.clientConfig();
    config.put("acks", "all");
    config.put("enable.idempotence", true);
    config.put("max.block.ms", PATIENCE_MILLIS);
    config.put("delivery.timeout.ms", PATIENCE_MILLIS);
    config.put("request.timeout.ms", PATIENCE_MILLIS / 2);
    config.put("linger.ms", 0);
    try (SchemaRegistryClient registry = cluster.openRegistry();
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] bytes = new AvroSerdes(registry).serializer(schema).serialize(topic.name(), value);
      producer.send(new ProducerRecord<>(topic.name(), key, bytes)).get();
    } catch (ExecutionException e) {
      throw new KafkaException("cannot write to " + topic.name() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while writing to " + topic.name(), e);
    } catch (IOException e) {
      throw new KafkaException("the registry's client does not close: " + e.getMessage(), e);
    }
  }
}
