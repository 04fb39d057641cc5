package io.plimsoll.endtoend.exactlyonce.process;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.serde.AvroDeserializer;
import io.plimsoll.schemas.serde.SchemaIds;
import io.plimsoll.schemas.topic.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Summaries that lie with the broker, committed or not. For one thread. */
final class SentSummaries implements AutoCloseable {
  private final String topic;
  private final SchemaRegistryClient registry;
  private final AvroDeserializer<RunSummary> reader;
  private final KafkaConsumer<byte[], byte[]> consumer;

  SentSummaries(Cluster cluster) {
    topic = cluster.topics().runSummaries().name();
    registry = cluster.openRegistry();
    reader = new AvroDeserializer<>(new SchemaIds(registry), RunSummary.getClassSchema());
    Map<String, Object> settings = cluster.clientConfig();
    settings.put("isolation.level", "read_uncommitted");
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        IntStream.range(0, cluster.topics().partitions())
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Whether a final one is among those sent since the last call. */
  boolean hasFinalOne() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    boolean found = false;
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(20))) {
        found |= reader.deserialize(topic, record.value()).getClosed();
      }
    }
    return found;
  }

  @Override
  public void close() throws Exception {
    consumer.close();
    registry.close();
  }
}
