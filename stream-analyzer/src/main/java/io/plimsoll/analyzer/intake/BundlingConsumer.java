package io.plimsoll.analyzer.intake;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Kafka's own consumer, which hands the records of one topic over in bundles; see {@link
 * RecordBundle}. As thread-safe as any consumer: for one thread.
 */
public class BundlingConsumer extends KafkaConsumer<byte[], byte[]> {
  private final Bundler bundler;

  /**
   * @param topic whose records are bundled
   */
  public BundlingConsumer(Map<String, Object> config, String topic) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.bundler = new Bundler(topic);
  }

  @Override
  public final ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    return bundler.bundle(super.poll(timeout), this::isAtEnd);
  }

  /** Of what was known when it was fetched; nobody is asked. */
  private boolean isAtEnd(TopicPartition partition) {
    return currentLag(partition).orElse(1) == 0;
  }
}
