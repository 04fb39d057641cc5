package io.plimsoll.benchmarks.pipeline;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.plimsoll.schemas.KpiWindow;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.stats.sketch.ByteReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Outcomes and errors in each second of each operation, read from what a subject has committed. */
final class SecondCounts {
  /** Nothing follows that would tell Flink that its last seconds are over. */
  static final int OPEN_SECONDS = 3;

  private static final int SECOND_MILLIS = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What must agree. */
  record Counts(long outcomes, long errors) {}

  private SecondCounts() {}

  /** Of the analyzer's closed windows of a second; the key is run, operation and start. */
  static Map<String, Counts> ofPlimsoll(Cluster cluster) {
    Map<String, Counts> all = new HashMap<>();
    String topic = cluster.topics().kpiWindows().name();
    try (SchemaRegistryClient registry = cluster.openRegistry();
        KafkaConsumer<byte[], byte[]> consumer = consumer(cluster, topic)) {
      var windows = new AvroSerdes(registry).<KpiWindow>deserializer(KpiWindow.getClassSchema());
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          take(record.value() == null ? null : windows.deserialize(topic, record.value()), all);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static void take(KpiWindow window, Map<String, Counts> all) {
    if (window != null
        && window.getClosed()
        && window.getWidthMillis() == SECOND_MILLIS
        && !window.getOperation().equals("*")) {
      all.put(
          window.getRunId() + window.getOperation() + "@" + window.getStartMicros() / 1_000,
          new Counts(window.getCount(), window.getErrors()));
    }
  }

  /**
   * Holds Flink's windows against these.
   *
   * @param outcomes that must be in them, at least
   * @return how many windows were equal: all
   * @throws IllegalStateException when one differs, or when too few come
   */
  static long ofFlink(Cluster cluster, String topic, long outcomes, Map<String, Counts> ours) {
    Map<String, Counts> all = new HashMap<>();
    long[] seen = {0};
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(cluster, topic)) {
      while (seen[0] < outcomes) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "Flink's windows hold %,d outcomes where %,d are expected"
                  .formatted(seen[0], outcomes));
        }
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record -> seen[0] += compare(new ByteReader(record.value()), ours, all));
      }
    }
    return all.size();
  }

  private static long compare(ByteReader in, Map<String, Counts> ours, Map<String, Counts> before) {
    if (in.varint() != SECOND_MILLIS) {
      return 0;
    }
    long start = in.varint();
    int length = (int) in.varint();
    String name = new String(in.source(), in.skip(length), length, StandardCharsets.UTF_8);
    Counts counts = new Counts(in.varint(), in.varint());
    String key = name + "@" + start;
    if (!counts.equals(ours.get(key)) || before.put(key, counts) != null) {
      throw new IllegalStateException(
          "Flink has %s in %s, after %s, the analyzer %s"
              .formatted(counts, key, before.get(key), ours.get(key)));
    }
    return counts.outcomes();
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Cluster cluster, String topic) {
    Map<String, Object> settings = cluster.clientConfig();
    settings.put("isolation.level", "read_committed");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(each -> new TopicPartition(topic, each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }
}
