package io.plimsoll.analyzer.commit;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A stream thread's consumer that lets the tasks flush before it commits their offsets, as Kafka
 * Streams makes it do under at_least_once. Flush and offsets are not one: that is what a control of
 * exactly once is for.
 */
final class FlushingConsumer extends KafkaConsumer<byte[], byte[]> {
  private final java.util.function.Consumer<Collection<TopicPartition>> beforeCommit;

  FlushingConsumer(
      Map<String, Object> config,
      java.util.function.Consumer<Collection<TopicPartition>> beforeCommit) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.beforeCommit = beforeCommit;
  }

  @Override
  public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
    beforeCommit.accept(offsets.keySet());
    super.commitSync(offsets);
  }
}
