package io.plimsoll.report.alert;

import io.plimsoll.schemas.topic.Cluster;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The topic of SLA events as one receiver reads it: in a consumer group of its own, from the last
 * position it has confirmed. Several services share a receiver's partitions and take over from one
 * another. For one thread, but for {@link #wakeup}.
 */
final class SlaEventLog implements AutoCloseable {
  private static final Duration HISTORY_POLL = Duration.ofMillis(500);

  private final Cluster cluster;
  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Owner owner;

  /** Who reads the events. */
  interface Owner {
    /**
     * From now on the events of this partition come here.
     *
     * @param position of the first that will come
     * @param end of what is on the topic at this moment, when no position had been confirmed yet;
     *     else the same as the position
     */
    void taken(int partition, long position, long end);

    /** They go to somebody else; nothing more is to be done with those that have come. */
    void lost(int partition);
  }

  SlaEventLog(Cluster cluster, String receiver, Owner owner) {
    this.cluster = cluster;
    this.topic = cluster.topics().slaEvents().name();
    this.owner = owner;
    Map<String, Object> config = common(cluster);
    String group = cluster.topics().prefix() + "alerts-" + receiver;
    config.put("group.id", group);
    config.put("client.id", group);
    config.put("auto.offset.reset", "earliest");
    config.put("max.poll.records", 200);
    // As soon as the broker allows: a killed service's alerts must not wait for long.
    config.put("session.timeout.ms", 6_000);
    config.put("heartbeat.interval.ms", 2_000);
    consumer = consumer(config);
    consumer.subscribe(List.of(topic), new Partitions());
  }

  private static Map<String, Object> common(Cluster cluster) {
    Map<String, Object> config = cluster.clientConfig();
    config.put("isolation.level", "read_committed");
    config.put("enable.auto.commit", false);
    return config;
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Events that have come meanwhile, those of a partition in their order. */
  Iterable<ConsumerRecord<byte[], byte[]>> poll(Duration atMost) {
    return consumer.poll(atMost);
  }

  /** Lets no more events come until {@link #resume}; the partitions stay here. */
  void pause() {
    consumer.pause(consumer.assignment());
  }

  void resume() {
    consumer.resume(consumer.paused());
  }

  /** These events, and all before them on their partitions, need not come again. */
  void confirm(Collection<ConsumerRecord<byte[], byte[]>> records) {
    Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    records.forEach(
        record ->
            positions.put(
                new TopicPartition(record.topic(), record.partition()),
                new OffsetAndMetadata(record.offset() + 1)));
    consumer.commitSync(positions);
  }

  /** Events on the topic that have not come yet, as far as known. */
  long behind() {
    return consumer.assignment().stream()
        .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
        .sum();
  }

  /** Reads what lies on a partition before a position, without changing any. */
  void history(int partition, long before, Consumer<ConsumerRecord<byte[], byte[]>> use) {
    TopicPartition from = new TopicPartition(topic, partition);
    try (KafkaConsumer<byte[], byte[]> reader = consumer(common(cluster))) {
      reader.assign(List.of(from));
      reader.seekToBeginning(List.of(from));
      while (reader.position(from) < before) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(HISTORY_POLL)) {
          if (record.offset() < before) {
            use.accept(record);
          }
        }
      }
    }
  }

  /** Ends a {@link #poll} early. Any thread may call it. */
  void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }

  /** Partitions come and go with the members of the group. */
  private final class Partitions implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
      Map<TopicPartition, OffsetAndMetadata> confirmed = consumer.committed(Set.copyOf(assigned));
      Map<TopicPartition, Long> ends = consumer.endOffsets(assigned);
      for (TopicPartition each : assigned) {
        OffsetAndMetadata position = confirmed.get(each);
        owner.taken(
            each.partition(),
            position == null ? 0 : position.offset(),
            position == null ? ends.get(each) : position.offset());
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
      revoked.forEach(each -> owner.lost(each.partition()));
    }
  }
}
