package io.plimsoll.load.run;

import io.plimsoll.load.emit.KafkaConnection;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.serde.AvroDeserializer;
import io.plimsoll.schemas.serde.WireException;
import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.schemas.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows which runs go on, by the records of runs on Kafka, on a thread of its own. A run whose
 * agent died without an end counts until a quarter of an hour past its plan. Thread-safe.
 */
final class RunWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunWatch.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final long OVERDUE_MICROS = 900_000_000L;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final AvroDeserializer<RunRecord> records;
  private final Topic topic;
  private final LongSupplier nowMicros;
  private final Map<String, Long> endsAtLatest = new ConcurrentHashMap<>();
  private final Set<String> ended = ConcurrentHashMap.newKeySet();
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean closed;
  private volatile String failure;

  private RunWatch(Cluster cluster, AvroDeserializer<RunRecord> records, LongSupplier nowMicros) {
    this.topic = cluster.topics().runs();
    this.records = records;
    this.nowMicros = nowMicros;
    Map<String, Object> config = cluster.clientConfig();
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    this.consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.thread = new Thread(this::follow, "plimsoll-runs");
    thread.setDaemon(true);
  }

  /**
   * @param nowMicros wall clock, microseconds since the Unix epoch
   */
  static RunWatch start(KafkaConnection kafka, Cluster cluster, LongSupplier nowMicros) {
    AvroDeserializer<RunRecord> records = kafka.serdes().deserializer(RunRecord.getClassSchema());
    RunWatch watch = new RunWatch(cluster, records, nowMicros);
    watch.thread.start();
    return watch;
  }

  private void follow() {
    try (consumer) {
      List<TopicPartition> partitions =
          IntStream.range(0, topic.partitions())
              .mapToObj(each -> new TopicPartition(topic.name(), each))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (!closed) {
        consumer.poll(POLL).forEach(this::take);
        if (partitions.stream().allMatch(each -> consumer.position(each) >= ends.get(each))) {
          caughtUp.countDown();
        }
      }
    } catch (WakeupException closing) {
      // That is how it is told to end.
    } catch (KafkaException e) {
      failure = "the runs on Kafka cannot be followed any more: " + e.getMessage();
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return;
    }
    try {
      RunRecord run = records.deserialize(topic.name(), record.value());
      boolean over = run.getStatus() != RunStatus.STARTING && run.getStatus() != RunStatus.RUNNING;
      if (over) {
        endsAtLatest.remove(run.getRunId());
        ended.add(run.getRunId());
      } else {
        endsAtLatest.put(run.getRunId(), plannedEnd(run) + OVERDUE_MICROS);
      }
    } catch (WireException e) {
      LOG.warn("a record of a run cannot be read: {}", e.getMessage());
    }
  }

  private static long plannedEnd(RunRecord run) {
    return run.getStartedAtMicros()
        + run.getPlan().stream()
            .mapToLong(each -> each.getStartMicros() + each.getDurationMicros())
            .max()
            .orElse(0);
  }

  /** Waits until the runs of the past are known, but not longer than this. */
  void awaitPast(Duration limit) throws InterruptedException {
    boolean unused = caughtUp.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ids of the runs that go on. */
  Set<String> active() {
    long now = nowMicros.getAsLong();
    endsAtLatest.values().removeIf(latest -> latest < now);
    return Set.copyOf(endsAtLatest.keySet());
  }

  boolean hasEnded(String runId) {
    return ended.contains(runId);
  }

  /** Why it does not follow any more; null as long as it does. */
  String failure() {
    return failure;
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
