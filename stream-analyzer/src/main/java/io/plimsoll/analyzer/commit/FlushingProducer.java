package io.plimsoll.analyzer.commit;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.KafkaMetric;

/**
 * A stream thread's producer that lets the tasks flush just before their offsets join the
 * transaction, so that what they hand over and the offsets it came from are committed together or
 * not at all.
 *
 * <p>It rests on one order of calls of Kafka Streams under exactly_once_v2: {@code
 * sendOffsetsToTransaction} comes after the last record of the tasks and before {@code
 * commitTransaction}. A failed send makes the transaction fail its commit, so results need not be
 * awaited one by one. Everything else is passed on unchanged.
 */
final class FlushingProducer implements Producer<byte[], byte[]> {
  private final Producer<byte[], byte[]> producer;
  private final CommitHook hook;
  private final CommitObserver observer;
  private Set<String> flushed = Set.of();

  FlushingProducer(Producer<byte[], byte[]> producer, CommitHook hook, CommitObserver observer) {
    this.producer = producer;
    this.hook = hook;
    this.observer = observer;
  }

  @Override
  public void sendOffsetsToTransaction(
      Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    flushTasks(offsets.keySet());
    producer.sendOffsetsToTransaction(offsets, group);
  }

  /**
   * Without a transaction nothing here is called when offsets are committed: the consumer that
   * commits them calls this first.
   */
  void beforeOffsetsOf(Collection<TopicPartition> partitions) {
    flushTasks(partitions);
    producer.flush();
    observe();
  }

  private void flushTasks(Collection<TopicPartition> partitions) {
    long begun = System.nanoTime();
    flushed = hook.beforeCommit(partitions, this::sendNow);
    observer.flushed(System.nanoTime() - begun);
  }

  private void observe() {
    if (observer.awaitsBroker()) {
      producer.flush();
      flushed.forEach(observer::sent);
    }
    flushed = Set.of();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // commitTransaction reports every failed send
  private void sendNow(String topic, int partition, byte[] key, byte[] value) {
    producer.send(new ProducerRecord<>(topic, partition, key, value));
  }

  @Override
  public void initTransactions() {
    producer.initTransactions();
  }

  @Override
  public void beginTransaction() {
    producer.beginTransaction();
  }

  @Override
  public void commitTransaction() {
    observe();
    producer.commitTransaction();
  }

  @Override
  public void abortTransaction() {
    producer.abortTransaction();
  }

  @Override
  public void registerMetricForSubscription(KafkaMetric metric) {
    producer.registerMetricForSubscription(metric);
  }

  @Override
  public void unregisterMetricFromSubscription(KafkaMetric metric) {
    producer.unregisterMetricFromSubscription(metric);
  }

  @Override
  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
    return producer.send(record);
  }

  @Override
  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
    return producer.send(record, callback);
  }

  @Override
  public void flush() {
    producer.flush();
  }

  @Override
  public List<PartitionInfo> partitionsFor(String topic) {
    return producer.partitionsFor(topic);
  }

  @Override
  public Map<MetricName, ? extends Metric> metrics() {
    return producer.metrics();
  }

  @Override
  public Uuid clientInstanceId(Duration timeout) {
    return producer.clientInstanceId(timeout);
  }

  @Override
  public void close() {
    producer.close();
  }

  @Override
  public void close(Duration timeout) {
    producer.close(timeout);
  }
}
