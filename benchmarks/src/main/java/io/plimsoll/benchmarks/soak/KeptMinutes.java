package io.plimsoll.benchmarks.soak;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.plimsoll.schemas.KpiWindow;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.topic.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Which share of kpi-windows is taken by the newest windows of a minute. For one thread. */
final class KeptMinutes {
  private static final int MINUTE_MILLIS = 60_000;

  private final Map<String, Integer> sizes = new HashMap<>();
  private long all;

  private KeptMinutes() {}

  /** By the sizes of keys and values. */
  static double share(Cluster cluster) {
    return new KeptMinutes().shareOf(cluster);
  }

  private double shareOf(Cluster cluster) {
    Map<String, Object> settings = cluster.clientConfig();
    settings.put("isolation.level", "read_committed");
    try (SchemaRegistryClient registry = cluster.openRegistry();
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      read(consumer, cluster, new AvroSerdes(registry));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sizes.values().stream().mapToLong(size -> size).sum() / (double) Math.max(1, all);
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer, Cluster cluster, AvroSerdes serdes) {
    String topic = cluster.topics().kpiWindows().name();
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(each -> new TopicPartition(topic, each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    var windows = serdes.<KpiWindow>deserializer(KpiWindow.getClassSchema());
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        int size = record.serializedKeySize() + Math.max(0, record.serializedValueSize());
        all += size;
        if (record.value() != null) {
          count(windows.deserialize(topic, record.value()), size);
        }
      }
    }
  }

  private void count(KpiWindow window, int size) {
    if (window.getWidthMillis() == MINUTE_MILLIS) {
      sizes.put(window.getOperation() + "@" + window.getStartMicros(), size);
    }
  }
}
