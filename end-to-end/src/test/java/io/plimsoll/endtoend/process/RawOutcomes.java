package io.plimsoll.endtoend.process;

import io.plimsoll.schemas.RequestOutcome;
import io.plimsoll.schemas.RequestOutcomeBatch;
import io.plimsoll.schemas.outcome.OutcomeReader;
import io.plimsoll.schemas.serde.AvroDeserializer;
import io.plimsoll.schemas.serde.SchemaIds;
import io.plimsoll.schemas.topic.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Every outcome on the raw topic, read with nothing but a consumer: what the analysis is held
 * against.
 */
public final class RawOutcomes {
  private RawOutcomes() {}

  public static List<RequestOutcome> read(Cluster cluster) throws Exception {
    Map<String, Object> config = cluster.clientConfig();
    config.put("isolation.level", "read_committed");
    config.put("auto.offset.reset", "earliest");
    String topic = cluster.topics().requestOutcomes().name();
    try (var registry = cluster.openRegistry();
        var consumer =
            new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      SchemaIds ids = new SchemaIds(registry);
      OutcomeReader kinds = new OutcomeReader(ids, topic);
      var outcomes = new AvroDeserializer<RequestOutcome>(ids, RequestOutcome.getClassSchema());
      var batches =
          new AvroDeserializer<RequestOutcomeBatch>(ids, RequestOutcomeBatch.getClassSchema());
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<RequestOutcome> read = new ArrayList<>();
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          switch (kinds.kindOf(record.value())) {
            case CURRENT_OUTCOME, OTHER_OUTCOME ->
                read.add(outcomes.deserialize(topic, record.value()));
            case CURRENT_BATCH, OTHER_BATCH ->
                read.addAll(batches.deserialize(topic, record.value()).getOutcomes());
            case PROGRESS -> {} // no outcome
          }
        }
      }
      return read;
    }
  }
}
