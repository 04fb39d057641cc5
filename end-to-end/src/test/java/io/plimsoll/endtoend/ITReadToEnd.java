package io.plimsoll.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.analyzer.intake.BundleReader;
import io.plimsoll.analyzer.intake.BundlingConsumer;
import io.plimsoll.analyzer.intake.RecordBundle;
import io.plimsoll.standalone.broker.BrokerConfig;
import io.plimsoll.standalone.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The consumer of the analyzer knows when it has read all there is, also while more is written. */
class ITReadToEnd {
  private static final String TOPIC = "outcomes";
  private static final int BACKLOG = 200_000;
  private static final int ENDS = 20;

  @TempDir private Path directory;

  private record Position(String topic, int partition, long offset) implements RecordMetadata {}

  @Test
  void theEndOfTheLogIsSeenAfterTheBacklogAndAgainAndAgain() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.in(directory));
        Admin admin = Admin.create(servers(broker));
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                servers(broker), new ByteArraySerializer(), new ByteArraySerializer());
        BundlingConsumer consumer = new BundlingConsumer(settings(broker), TOPIC)) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
      write(producer, BACKLOG);
      producer.flush();
      AtomicBoolean goesOn = new AtomicBoolean(true);
      Thread writer = new Thread(() -> writeWhile(goesOn, producer));
      writer.start();
      try {
        consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
        consumer.seekToBeginning(consumer.assignment());
        long beforeFirst = readToEnd(consumer);
        for (int i = 1; i < ENDS; i++) {
          assertThat(readToEnd(consumer)).as("bundles that are not empty").isPositive();
        }
        assertThat(beforeFirst).isGreaterThanOrEqualTo(BACKLOG);
      } finally {
        goesOn.set(false);
        writer.join();
      }
    }
  }

  private static Map<String, Object> servers(EmbeddedBroker broker) {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  private static Map<String, Object> settings(EmbeddedBroker broker) {
    return Map.of(
        "bootstrap.servers",
        broker.bootstrapServers(),
        "isolation.level",
        "read_committed",
        "max.poll.records",
        5_000,
        "max.partition.fetch.bytes",
        1 << 20);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what fails is missed by the reader
  private static void write(KafkaProducer<byte[], byte[]> producer, int count) {
    for (int i = 0; i < count; i++) {
      producer.send(new ProducerRecord<>(TOPIC, 0, null, new byte[60]));
    }
  }

  /** Some tens of thousands a second. */
  private static void writeWhile(AtomicBoolean goesOn, KafkaProducer<byte[], byte[]> producer) {
    while (goesOn.get()) {
      write(producer, 200);
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** How many records it has read by then. */
  private static long readToEnd(BundlingConsumer consumer) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    long records = 0;
    BundleReader reader = new BundleReader();
    while (System.nanoTime() - deadline < 0) {
      boolean end = false;
      for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofMillis(100))) {
        Record<byte[], byte[]> record = new Record<>(each.key(), each.value(), 0);
        end |= RecordBundle.endsLog(record);
        if (RecordBundle.is(record)) {
          reader.open(each.value(), new Position(TOPIC, 0, each.offset()));
          while (reader.next()) {
            records++;
          }
        } else {
          records++;
        }
      }
      if (end) {
        return records;
      }
    }
    throw new AssertionError("no end after " + records + " records");
  }
}
