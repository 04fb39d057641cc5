package io.plimsoll.analyzer.commit;

import io.plimsoll.analyzer.intake.BundlingConsumer;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A stream thread's consumer that lets the tasks flush before it commits their offsets, as Kafka
 * Streams makes it do under at_least_once. Flush and offsets are not one: that is what a control of
 * exactly once is for.
 */
final class FlushingConsumer extends BundlingConsumer {
  private final java.util.function.Consumer<Collection<TopicPartition>> beforeCommit;

  FlushingConsumer(
      Map<String, Object> config,
      String bundledTopic,
      java.util.function.Consumer<Collection<TopicPartition>> beforeCommit) {
    super(config, bundledTopic);
    this.beforeCommit = beforeCommit;
  }

  @Override
  public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
    beforeCommit.accept(offsets.keySet());
    super.commitSync(offsets);
  }
}
