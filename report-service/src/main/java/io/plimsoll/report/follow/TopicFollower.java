package io.plimsoll.report.follow;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.plimsoll.report.view.RecordSink;
import io.plimsoll.schemas.serde.AvroDeserializer;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.serde.WireException;
import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.schemas.topic.Topic;
import io.plimsoll.schemas.topic.TopicAdmin;
import io.plimsoll.schemas.topic.TopicMismatchException;
import io.plimsoll.schemas.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every topic about runs from its beginning and goes on reading: committed records only, all
 * partitions, no consumer group, one thread. A broker or registry that is away is tried again until
 * it is back; a record that cannot be used is counted, and logged once per kind.
 */
public final class TopicFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long RETRY_MILLIS = 1_000;
  private static final long CLOSE_SECONDS = 5;

  private final Cluster cluster;
  private final RecordSink sink;
  private final BadRecords bad = new BadRecords();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong lag = new AtomicLong();
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Map<TopicPartition, Long> positions = new HashMap<>();

  private TopicFollower(Cluster cluster, RecordSink sink) {
    this.cluster = cluster;
    this.sink = sink;
  }

  /** Starts reading in a thread of its own. Returns at once, also when the broker is away. */
  public static TopicFollower start(Cluster cluster, RecordSink sink) {
    TopicFollower follower = new TopicFollower(cluster, sink);
    Thread thread = new Thread(follower::run, "report-follower");
    thread.setDaemon(true);
    thread.start();
    return follower;
  }

  /** Everything that was on the topics at the start has been taken. */
  public boolean caughtUp() {
    return caughtUp.getCount() == 0;
  }

  /**
   * Waits for {@link #caughtUp()}.
   *
   * @return false when the time has passed before
   */
  public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
    return caughtUp.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Records taken so far. */
  public long taken() {
    return taken.get();
  }

  /** Records on the topics that have not been read yet, as of the last fetch. */
  public long lag() {
    return lag.get();
  }

  /** Records that could not be used, by topic and reason. */
  public Map<String, Long> bad() {
    return bad.counts();
  }

  /** The topics it reads. */
  static List<Topic> followed(Topics topics) {
    return List.of(
        topics.runs(),
        topics.runSummaries(),
        topics.agentLedger(),
        topics.kpiWindows(),
        topics.resourceWindows(),
        topics.findings(),
        topics.slaEvents(),
        topics.scalingProfiles(),
        topics.baselines(),
        topics.comparisons(),
        topics.acknowledgedChanges());
  }

  private void run() {
    String trouble = "";
    while (!isClosing()) {
      try {
        ensureTopics();
        follow();
      } catch (InterruptException | WakeupException stop) {
        break;
      } catch (KafkaException | TopicMismatchException | IOException e) {
        if (!trouble.equals(String.valueOf(e.getMessage()))) {
          trouble = String.valueOf(e.getMessage());
          LOG.warn("cannot read the topics at {}: {}; trying again", where(), trouble);
        }
        pause();
      }
    }
    ended.countDown();
  }

  private String where() {
    return cluster.bootstrapServers();
  }

  private void ensureTopics() {
    Map<String, Object> config = cluster.clientConfig();
    config.put("default.api.timeout.ms", 10_000);
    config.put("request.timeout.ms", 5_000);
    try (Admin admin = Admin.create(config)) {
      new TopicAdmin(admin).ensure(followed(cluster.topics()));
    }
  }

  private void follow() throws IOException {
    Map<String, Object> config = cluster.clientConfig();
    config.put("isolation.level", "read_committed");
    config.put("enable.auto.commit", false);
    config.put("auto.offset.reset", "earliest");
    config.put("max.poll.records", 2_000);
    config.put("client.id", "plimsoll-report");
    try (SchemaRegistryClient registry = cluster.openRegistry();
        Consumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      Map<String, AvroDeserializer<SpecificRecord>> readers = readers(new AvroSerdes(registry));
      List<TopicPartition> partitions = partitions(consumer, readers.keySet());
      consumer.assign(partitions);
      resume(consumer, partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (!isClosing()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(record, readers.get(record.topic()));
        }
        noteProgress(consumer, ends);
      }
    }
  }

  private Map<String, AvroDeserializer<SpecificRecord>> readers(AvroSerdes serdes) {
    Map<String, AvroDeserializer<SpecificRecord>> readers = new HashMap<>();
    for (Topic topic : followed(cluster.topics())) {
      readers.put(topic.name(), serdes.deserializer(topic.value()));
    }
    return readers;
  }

  private static List<TopicPartition> partitions(
      Consumer<byte[], byte[]> consumer, Collection<String> topics) {
    return topics.stream()
        .flatMap(topic -> partitionsOf(consumer, topic))
        .map(found -> new TopicPartition(found.topic(), found.partition()))
        .toList();
  }

  private static Stream<PartitionInfo> partitionsOf(
      Consumer<byte[], byte[]> consumer, String topic) {
    List<PartitionInfo> found = consumer.partitionsFor(topic);
    if (found == null || found.isEmpty()) {
      throw new KafkaException("topic " + topic + " has no partitions yet");
    }
    return found.stream();
  }

  /** After a failure reading goes on where it stood: older records must not come back. */
  private void resume(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    consumer.seekToBeginning(
        partitions.stream().filter(each -> !positions.containsKey(each)).toList());
    for (TopicPartition partition : partitions) {
      Long position = positions.get(partition);
      if (position != null) {
        consumer.seek(partition, position);
      }
    }
  }

  private void noteProgress(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    boolean reached = true;
    long behind = 0;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      long position = consumer.position(end.getKey());
      positions.put(end.getKey(), position);
      reached &= position >= end.getValue();
      behind += consumer.currentLag(end.getKey()).orElse(0);
    }
    lag.set(behind);
    if (reached) {
      caughtUp.countDown();
    }
  }

  private void take(
      ConsumerRecord<byte[], byte[]> record, AvroDeserializer<SpecificRecord> reader) {
    if (record.value() == null) {
      return; // A tombstone: the views forget by their own retention.
    }
    while (!isClosing()) {
      try {
        sink.accept(reader.deserialize(record.topic(), record.value()));
        taken.incrementAndGet();
        return;
      } catch (WireException e) {
        if (e.code() != WireException.Code.REGISTRY_UNREACHABLE) {
          bad.add(record, e.code().name(), e);
          return;
        }
        bad.registryAway(e);
        pause();
      } catch (RuntimeException e) {
        bad.add(record, "INVALID_VALUE", e);
        return;
      }
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /** Waits a little, but not when closing. */
  private void pause() {
    try {
      boolean stop = closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
      LOG.trace("closing: {}", stop);
    } catch (InterruptedException e) {
      closing.countDown();
      Thread.currentThread().interrupt();
    }
  }

  /** Stops reading. */
  @Override
  public void close() {
    closing.countDown();
    try {
      if (!ended.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the follower of {} is still busy; left behind", where());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
