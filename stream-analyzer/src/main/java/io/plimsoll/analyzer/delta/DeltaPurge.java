package io.plimsoll.analyzer.delta;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the deltas that stage 2 has committed, now and then: nobody reads them again, and kept by
 * time they would be most of what a long run leaves on the disk. Kafka Streams does the same with
 * its own repartition topics. Several instances may do it at once. Thread-safe.
 */
public final class DeltaPurge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeltaPurge.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Admin admin;
  private final String group;
  private final String topic;
  private final ScheduledExecutorService timer;
  private boolean failed; // touched by the timer's thread alone

  private DeltaPurge(Admin admin, String group, String topic) {
    this.admin = admin;
    this.group = group;
    this.topic = topic;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "delta-purge");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Begins.
   *
   * @param admin closed with this
   * @param group whose committed offsets count
   * @param topic of the deltas
   */
  @SuppressWarnings("FutureReturnValueIgnored") // tryPurge tells what goes wrong
  public static DeltaPurge start(Admin admin, String group, String topic, Duration every) {
    DeltaPurge purge = new DeltaPurge(admin, group, topic);
    purge.timer.scheduleWithFixedDelay(
        purge::tryPurge, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    return purge;
  }

  /** What was left now goes the next time; the reason is told once until it has gone. */
  private void tryPurge() {
    try {
      purge();
      failed = false;
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      if (!failed) {
        LOG.warn("Deltas on {} cannot be deleted and stay until their retention: {}", topic, e, e);
      }
      failed = true;
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void purge() throws ExecutionException, TimeoutException, InterruptedException {
    Map<TopicPartition, RecordsToDelete> done =
        await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
            .entrySet()
            .stream()
            .filter(entry -> entry.getKey().topic().equals(topic) && entry.getValue() != null)
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> before(entry.getValue())));
    await(admin.deleteRecords(done).all());
  }

  private static RecordsToDelete before(OffsetAndMetadata committed) {
    return RecordsToDelete.beforeOffset(committed.offset());
  }

  private static <T> T await(org.apache.kafka.common.KafkaFuture<T> future)
      throws ExecutionException, TimeoutException, InterruptedException {
    return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    admin.close(Duration.ZERO);
  }
}
