package io.plimsoll.standalone.registry;

import io.plimsoll.standalone.registry.RegistryException.Code;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry's topic: appends events, and feeds the store with all of them, own and foreign, in
 * log order. Thread-safe.
 */
final class RegistryLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryLog.class);
  private static final String APPEND_ID = "append-id";
  private static final Duration POLL = Duration.ofSeconds(1);

  private final String topic;
  private final SchemaStore store;
  private final EventCodec codec = new EventCodec();
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, CompletableFuture<Boolean>> waiting = new ConcurrentHashMap<>();
  private final Thread tail = new Thread(this::follow, "schema-registry-log");
  private volatile RuntimeException broken;
  private volatile boolean closing;

  private RegistryLog(RegistryConfig config, SchemaStore store) {
    this.topic = config.topic();
    this.store = store;
    this.producer =
        new KafkaProducer<>(
            KafkaClientConfig.producer(config),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.consumer =
        new KafkaConsumer<>(
            KafkaClientConfig.consumer(config),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Returns when the store has everything the topic held. */
  static RegistryLog open(RegistryConfig config, SchemaStore store) throws InterruptedException {
    RegistryTopic.prepare(config);
    RegistryLog log = new RegistryLog(config, store);
    try {
      log.catchUp();
      log.tail.setDaemon(true);
      log.tail.start();
      return log;
    } catch (RuntimeException e) {
      log.closeClients();
      throw e;
    }
  }

  /**
   * Completes once the event is acknowledged by all replicas and the store has met it in log order,
   * with whether the store took it.
   */
  CompletableFuture<Boolean> append(RegistryEvent event) {
    String appendId = UUID.randomUUID().toString();
    CompletableFuture<Boolean> applied = new CompletableFuture<>();
    waiting.put(appendId, applied);
    if (broken
        != null) { // looked at after the entry is there, so that the reader's end can't be missed
      fail(appendId, broken);
      return applied;
    }
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, 0, codec.key(event, appendId), codec.value(event));
    record.headers().add(APPEND_ID, appendId.getBytes(StandardCharsets.US_ASCII));
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    try {
      var unused =
          producer.send(
              record,
              (metadata, error) -> {
                if (error == null) {
                  acknowledged.complete(null);
                } else {
                  fail(appendId, error);
                }
              });
    } catch (KafkaException e) {
      fail(appendId, e);
    }
    return applied.thenCombine(acknowledged, (accepted, ack) -> accepted);
  }

  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
    try {
      tail.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeClients();
  }

  private void closeClients() {
    producer.close(Duration.ofSeconds(5));
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
  }

  private void catchUp() {
    TopicPartition partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    long progressAt = System.nanoTime();
    for (long next = 0; next < end; next = consumer.position(partition)) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      records.forEach(this::apply);
      if (!records.isEmpty()) {
        progressAt = System.nanoTime();
      } else if (System.nanoTime() - progressAt
          > KafkaClientConfig.ANSWER_WITHIN_MILLIS * 1_000_000L) {
        throw new TimeoutException("no answer after offset " + next + " of " + end);
      }
    }
  }

  private void follow() {
    try {
      while (!closing) {
        consumer.poll(POLL).forEach(this::apply);
      }
    } catch (WakeupException e) {
      LOG.debug("The registry's log is being closed");
    } catch (RuntimeException e) {
      LOG.error("The schema registry can't follow its topic {} any more; restart it", topic, e);
      broken = e;
    } finally {
      RuntimeException reason =
          broken == null ? new KafkaException("The registry is closed") : broken;
      broken = reason;
      waiting.keySet().forEach(appendId -> fail(appendId, reason));
    }
  }

  private void apply(ConsumerRecord<byte[], byte[]> record) {
    RegistryEvent event =
        codec
            .decode(record.value())
            .orElseThrow(
                () ->
                    new RegistryException(
                        Code.TOPIC_UNUSABLE,
                        "The record at offset %d of topic %s is not this registry's: name a topic of its own"
                            .formatted(record.offset(), topic),
                        null));
    boolean accepted = store.apply(event);
    Header appendId = record.headers().lastHeader(APPEND_ID);
    if (appendId != null) {
      CompletableFuture<Boolean> own =
          waiting.remove(new String(appendId.value(), StandardCharsets.US_ASCII));
      if (own != null) {
        own.complete(accepted);
      }
    }
  }

  private void fail(String appendId, Exception reason) {
    CompletableFuture<Boolean> own = waiting.remove(appendId);
    if (own != null) {
      own.completeExceptionally(reason);
    }
  }
}
