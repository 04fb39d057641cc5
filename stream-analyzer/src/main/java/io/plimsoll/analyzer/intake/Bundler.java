package io.plimsoll.analyzer.intake;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Bundles the records of one topic, each partition by itself; see {@link RecordBundle}. For one
 * thread.
 */
final class Bundler {
  /** So many records share the cost of one; more would gain nothing that can be measured. */
  static final int MOST_RECORDS = 500;

  /** A bundle is memory that is held until it is processed. */
  static final int MOST_BYTES = 128 * 1024;

  private final String topic;
  private final ByteBuffer bundle = ByteBuffer.allocate(MOST_BYTES);
  private ConsumerRecord<byte[], byte[]> first;
  private long lastTimestampMillis;
  private int count;

  Bundler(String topic) {
    this.topic = topic;
  }

  /**
   * The same records in the same order, those of the topic in bundles.
   *
   * @param atEnd whether nothing was behind what was polled of a partition
   */
  ConsumerRecords<byte[], byte[]> bundle(
      ConsumerRecords<byte[], byte[]> polled, Predicate<TopicPartition> atEnd) {
    if (polled.isEmpty()) {
      return polled;
    }
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> all = new LinkedHashMap<>();
    for (TopicPartition partition : polled.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
      boolean bundles = partition.topic().equals(topic);
      all.put(partition, bundles ? bundle(records, atEnd.test(partition)) : records);
    }
    return new ConsumerRecords<>(all, polled.nextOffsets());
  }

  private List<ConsumerRecord<byte[], byte[]>> bundle(
      List<ConsumerRecord<byte[], byte[]>> records, boolean atEnd) {
    List<ConsumerRecord<byte[], byte[]>> bundles = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.key() != null || record.value() == null || size(record) > MOST_BYTES) {
        finish(bundles);
        bundles.add(record);
      } else {
        if (!fits(record)) {
          finish(bundles);
        }
        add(record);
      }
    }
    finish(bundles, atEnd);
    return bundles;
  }

  private static int size(ConsumerRecord<byte[], byte[]> record) {
    return RecordBundle.HEAD_BYTES + record.value().length;
  }

  private boolean fits(ConsumerRecord<byte[], byte[]> record) {
    return count < MOST_RECORDS
        && size(record) <= bundle.remaining()
        && (count == 0 || record.offset() - first.offset() <= Integer.MAX_VALUE);
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    if (count++ == 0) {
      first = record;
    }
    lastTimestampMillis = record.timestamp();
    bundle
        .putInt((int) (record.offset() - first.offset()))
        .putLong(lastTimestampMillis)
        .putInt(record.value().length)
        .put(record.value());
  }

  private void finish(List<ConsumerRecord<byte[], byte[]>> bundles) {
    finish(bundles, false);
  }

  private void finish(List<ConsumerRecord<byte[], byte[]>> bundles, boolean atEnd) {
    if (count > 0) {
      bundles.add(count == 1 && !atEnd ? first : bundled(atEnd));
    }
    bundle.clear();
    first = null;
    count = 0;
  }

  private ConsumerRecord<byte[], byte[]> bundled(boolean atEnd) {
    byte[] value = Arrays.copyOf(bundle.array(), bundle.position());
    return new ConsumerRecord<>(
        first.topic(),
        first.partition(),
        first.offset(),
        lastTimestampMillis,
        first.timestampType(),
        0,
        value.length,
        RecordBundle.key(atEnd),
        value,
        new RecordHeaders(),
        first.leaderEpoch());
  }
}
