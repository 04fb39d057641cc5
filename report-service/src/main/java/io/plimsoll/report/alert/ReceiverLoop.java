package io.plimsoll.report.alert;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.plimsoll.schemas.SlaEvent;
import io.plimsoll.schemas.serde.AvroDeserializer;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.serde.WireException;
import io.plimsoll.schemas.topic.Cluster;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads SLA events for one receiver and hands them to its {@link Delivery}, one after the other, in
 * a thread of its own. The position in Kafka moves only past events that are done with: whatever
 * dies, what was not delivered is read again. While the receiver takes nothing, no more events are
 * fetched; the consumer stays in its group.
 */
final class ReceiverLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiverLoop.class);
  private static final Duration TICK = Duration.ofMillis(500);
  private static final long KAFKA_AWAY_MILLIS = 1_000;
  private static final long CLOSE_SECONDS = 15;

  private final Cluster cluster;
  private final String name;
  private final AlertSender sender;
  private final Delivery delivery;
  private final DeliveryCounters counters;
  private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
  private final Map<Integer, Long> oldUntil = new HashMap<>();
  private final Map<Integer, ConsumerRecord<byte[], byte[]>> unconfirmed = new HashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile SlaEventLog reading;

  ReceiverLoop(
      Cluster cluster,
      String name,
      AlertSender sender,
      Delivery delivery,
      DeliveryCounters counters) {
    this.cluster = cluster;
    this.name = name;
    this.sender = sender;
    this.delivery = delivery;
    this.counters = counters;
  }

  void start() {
    Thread thread = new Thread(this::run, "alerts-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    String trouble = "";
    while (!isClosing()) {
      try {
        follow();
      } catch (WakeupException | InterruptException stop) {
        closing.countDown();
      } catch (KafkaException | IOException e) {
        if (!trouble.equals(String.valueOf(e.getMessage())) && !isClosing()) {
          trouble = String.valueOf(e.getMessage());
          LOG.warn("alerts to {}: cannot read the SLA events: {}; trying again", name, trouble);
        }
        pause();
      }
    }
    ended.countDown();
  }

  private void follow() throws IOException {
    waiting.clear();
    unconfirmed.clear();
    try (SchemaRegistryClient registry = cluster.openRegistry()) {
      AvroDeserializer<SlaEvent> events =
          new AvroSerdes(registry).deserializer(SlaEvent.getClassSchema());
      Partitions partitions = new Partitions(events);
      try (SlaEventLog log = new SlaEventLog(cluster, name, partitions)) {
        partitions.log = log;
        reading = log;
        while (!isClosing()) {
          step(log, events);
        }
      } finally {
        reading = null;
      }
    }
  }

  private void step(SlaEventLog log, AvroDeserializer<SlaEvent> events) {
    log.poll(nextTick()).forEach(waiting::add);
    while (!waiting.isEmpty() && delivery.due() && !isClosing()) {
      ConsumerRecord<byte[], byte[]> head = waiting.getFirst();
      long handled = counters.handled();
      if (!done(head, read(events, head))) {
        break;
      }
      waiting.removeFirst();
      unconfirmed.put(head.partition(), head);
      if (counters.handled() > handled) {
        confirm(log);
      }
    }
    if (waiting.isEmpty()) {
      confirm(log);
      log.resume();
      delivery.remind();
    } else {
      log.pause();
    }
    counters.waiting(waiting.size() + log.behind());
  }

  private boolean done(ConsumerRecord<byte[], byte[]> record, Optional<SlaEvent> event) {
    boolean old = record.offset() < oldUntil.getOrDefault(record.partition(), 0L);
    return event.isEmpty() || delivery.done(record.partition(), event.get(), old);
  }

  private Duration nextTick() {
    if (waiting.isEmpty()) {
      return TICK;
    }
    Duration wait = delivery.untilDue();
    return wait.isNegative() ? Duration.ZERO : wait.compareTo(TICK) < 0 ? wait : TICK;
  }

  /** Past events that were not sent the position may move later: they cost nothing to see again. */
  private void confirm(SlaEventLog log) {
    if (unconfirmed.isEmpty()) {
      return;
    }
    try {
      log.confirm(unconfirmed.values());
    } catch (WakeupException closing) {
      // What has been delivered is confirmed before the end.
      log.confirm(unconfirmed.values());
    }
    unconfirmed.clear();
  }

  private Optional<SlaEvent> read(
      AvroDeserializer<SlaEvent> events, ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.ofNullable(events.deserialize(record.topic(), record.value()));
    } catch (WireException e) {
      if (e.code() == WireException.Code.REGISTRY_UNREACHABLE) {
        throw e;
      }
      LOG.warn(
          "alerts to {}: {} partition {} offset {} cannot be read ({}); it is left out",
          name,
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
      return Optional.empty();
    }
  }

  /** Keeps what is known of partitions in step with which of them are ours. */
  private final class Partitions implements SlaEventLog.Owner {
    private final AvroDeserializer<SlaEvent> events;
    private SlaEventLog log;

    Partitions(AvroDeserializer<SlaEvent> events) {
      this.events = events;
    }

    @Override
    public void taken(int partition, long position, long end) {
      oldUntil.put(partition, end);
      delivery.lose(partition);
      log.history(
          partition, position, record -> read(events, record).ifPresent(delivery.past(partition)));
    }

    @Override
    public void lost(int partition) {
      waiting.removeIf(record -> record.partition() == partition);
      unconfirmed.remove(partition);
      delivery.lose(partition);
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void pause() {
    try {
      boolean stop = closing.await(KAFKA_AWAY_MILLIS, TimeUnit.MILLISECONDS);
      LOG.trace("closing: {}", stop);
    } catch (InterruptedException e) {
      closing.countDown();
      Thread.currentThread().interrupt();
    }
  }

  /** Stops: a request under way is given up, and its event stays where it is. */
  @Override
  public void close() {
    closing.countDown();
    SlaEventLog log = reading;
    if (log != null) {
      log.wakeup();
    }
    sender.close();
    try {
      if (!ended.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("alerts to {}: still busy; left behind", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
