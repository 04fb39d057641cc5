package io.plimsoll.analyzer.commit;

import io.plimsoll.analyzer.intake.BundlingConsumer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Kafka's own clients for Kafka Streams, with the commit hook in them: in the producers, which
 * commit the offsets of a transaction, or in the consumers, which commit those without one.
 * Thread-safe.
 */
public final class FlushingClients implements KafkaClientSupplier {
  private static final String PRODUCER = "-producer";
  private static final String CONSUMER = "-consumer";

  private final String bundledTopic;
  private final CommitHook hook;
  private final CommitObserver observer;
  private final boolean transactions;
  private final Map<String, FlushingProducer> byThread = new ConcurrentHashMap<>();

  /**
   * @param bundledTopic the topic whose records come in bundles
   * @param transactions whether offsets are committed by the producers
   */
  public FlushingClients(
      String bundledTopic, CommitHook hook, CommitObserver observer, boolean transactions) {
    this.bundledTopic = bundledTopic;
    this.hook = hook;
    this.observer = observer;
    this.transactions = transactions;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    FlushingProducer producer =
        new FlushingProducer(
            new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()),
            hook,
            observer);
    byThread.put(thread(config, PRODUCER), producer);
    return producer;
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    if (transactions) {
      return new BundlingConsumer(config, bundledTopic);
    }
    String thread = thread(config, CONSUMER);
    return new FlushingConsumer(
        config, bundledTopic, partitions -> byThread.get(thread).beforeOffsetsOf(partitions));
  }

  /** A stream thread's clients are named after it. */
  private static String thread(Map<String, Object> config, String suffix) {
    String id = String.valueOf(config.get(CommonClientConfigs.CLIENT_ID_CONFIG));
    if (!id.endsWith(suffix)) {
      throw new IllegalStateException("client id " + id + " does not end with " + suffix);
    }
    return id.substring(0, id.length() - suffix.length());
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
