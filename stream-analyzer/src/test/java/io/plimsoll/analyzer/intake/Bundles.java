package io.plimsoll.analyzer.intake;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** What the analyzer's consumer makes of what a broker has sent, for tests of other packages. */
public final class Bundles {
  private Bundles() {}

  /** The records of one partition in bundles. */
  public static List<ConsumerRecord<byte[], byte[]>> of(
      List<ConsumerRecord<byte[], byte[]>> polled) {
    TopicPartition partition = new TopicPartition(polled.get(0).topic(), polled.get(0).partition());
    return new Bundler(partition.topic())
        .bundle(new ConsumerRecords<>(Map.of(partition, polled), Map.of()), any -> false)
        .records(partition);
  }
}
