package io.plimsoll.endtoend.poison;

import io.plimsoll.schemas.DeadLetter;
import io.plimsoll.schemas.DeadLetterReason;
import io.plimsoll.schemas.serde.AvroDeserializer;
import io.plimsoll.schemas.serde.SchemaIds;
import io.plimsoll.schemas.topic.Cluster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a dead letter must say of a record.
 *
 * @param kept its bytes, cut after 64 KiB
 * @param length how long it was
 */
record Letter(
    String topic, int partition, long offset, DeadLetterReason reason, ByteBuffer kept, long length)
    implements Comparable<Letter> {
  private static final int KEPT_BYTES = 1 << 16;

  static Letter of(Poison poison, int partition, long offset) {
    byte[] value = poison.bytes();
    return new Letter(
        poison.topic(),
        partition,
        offset,
        poison.reason(),
        ByteBuffer.wrap(Arrays.copyOf(value, Math.min(value.length, KEPT_BYTES))),
        value.length);
  }

  private static Letter of(DeadLetter letter) {
    return new Letter(
        letter.getTopic(),
        letter.getPartition(),
        letter.getOffset(),
        letter.getReason(),
        letter.getValue(),
        letter.getValueLength());
  }

  /** Every letter that has been committed, also one that is there twice. */
  static List<Letter> readAll(Cluster cluster) throws IOException {
    Map<String, Object> settings = cluster.clientConfig();
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", "earliest");
    String topic = cluster.topics().deadLetters().name();
    try (var registry = cluster.openRegistry();
        var consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var reader =
          new AvroDeserializer<DeadLetter>(new SchemaIds(registry), DeadLetter.getClassSchema());
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<Letter> letters = new ArrayList<>();
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          letters.add(of(reader.deserialize(topic, record.value())));
        }
      }
      return letters;
    }
  }

  @Override
  public int compareTo(Letter other) {
    return position().compareTo(other.position());
  }

  private String position() {
    return "%s-%d@%012d".formatted(topic, partition, offset);
  }

  @Override
  public String toString() {
    return position() + " " + reason + ", " + length + " bytes #" + kept.hashCode();
  }
}
