package io.plimsoll.endtoend.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.analyzer.commit.CommitHook;
import io.plimsoll.analyzer.commit.CommitObserver;
import io.plimsoll.analyzer.commit.FlushingClients;
import io.plimsoll.endtoend.exactlyonce.process.BrokerProcess;
import io.plimsoll.endtoend.exactlyonce.process.Brokers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Guards what exactness rests on and Kafka does not promise (ADR 2): under exactly_once_v2 Kafka
 * Streams calls {@code sendOffsetsToTransaction} after the last record of a commit and right before
 * {@code commitTransaction}, and takes what a flush in there puts into a store for part of the
 * transaction. If a new version of Kafka breaks this, this test fails before any count is wrong.
 */
class ITCommitOrder {
  private static final int PARTITIONS = 3;
  private static final int ROUNDS = 10;
  private static final int RECORDS_PER_ROUND = 300;
  private static final Duration AT_MOST = Duration.ofMinutes(3);

  /** One transaction; stores are written within the flush only. */
  private static final Pattern TRANSACTION =
      Pattern.compile("(process )*begin (process )*offsets (flush (send )+)*offsets-done commit ");

  @TempDir private Path directory;

  @Test
  void flushesAfterTheLastRecordAndBeforeTheCommit() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(directory)) {
      createTopics(broker);
      CommitHook hook = new CommitHook();
      CallRecorder calls =
          new CallRecorder(new FlushingClients("none", hook, CommitObserver.NONE, true));
      try (KafkaStreams streams =
          new KafkaStreams(topology(hook, calls), settings(broker), calls)) {
        streams.start();
        for (int round = 1; round <= ROUNDS; round++) {
          long sent = produceRound(broker, round);
          Awaitility.await("all counted")
              .atMost(AT_MOST)
              .until(() -> committedCount(broker, "out") == sent);
        }
      }

      String sequence = String.join(" ", calls.calls()) + " ";
      assertThat(calls.calls()).filteredOn("process"::equals).hasSize(ROUNDS * RECORDS_PER_ROUND);
      assertThat(calls.calls())
          .filteredOn("flush"::equals)
          .hasSizeGreaterThanOrEqualTo(ROUNDS * PARTITIONS);
      assertThat(TRANSACTION.matcher(sequence).replaceAll("")).as(sequence).isEmpty();
      assertThat(lastOfEach(broker, "order-" + HoldingProcessor.STORE + "-changelog"))
          .isEqualTo(ROUNDS * RECORDS_PER_ROUND);
    }
  }

  private static void createTopics(Brokers brokers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers.bootstrapServers()))) {
      List<NewTopic> topics =
          List.of("in", "out").stream()
              .map(name -> new NewTopic(name, Optional.of(PARTITIONS), Optional.empty()))
              .toList();
      admin.createTopics(topics).all().get();
    }
  }

  private static Topology topology(CommitHook hook, CallRecorder calls) {
    return new Topology()
        .addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "in")
        .addProcessor("holding", () -> new HoldingProcessor("in", "out", hook, calls::note), "in")
        .addStateStore(
            Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(HoldingProcessor.STORE),
                Serdes.String(),
                Serdes.Long()),
            "holding");
  }

  private Properties settings(Brokers brokers) {
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            StreamsConfig.APPLICATION_ID_CONFIG,
            "order",
            StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
            brokers.bootstrapServers(),
            StreamsConfig.STATE_DIR_CONFIG,
            directory.resolve("streams").toString(),
            StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
            StreamsConfig.EXACTLY_ONCE_V2,
            StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
            50,
            StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
            0,
            "auto.offset.reset",
            "earliest"));
    return settings;
  }

  /**
   * The next round is only sent once this one is committed, so that there is a commit, and a flush
   * of each partition, for every round at least. One request at a time, because the topic is new
   * (see {@link io.plimsoll.schemas.topic.TopicAdmin#ensure}).
   *
   * @return the records sent so far, over all rounds
   */
  @SuppressWarnings("FutureReturnValueIgnored") // what is lost is missing in the count
  private static long produceRound(Brokers brokers, int round) {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                brokers.bootstrapServers(),
                "max.in.flight.requests.per.connection",
                1),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < RECORDS_PER_ROUND; i++) {
        producer.send(new ProducerRecord<>("in", i % PARTITIONS, null, new byte[] {1}));
      }
    }
    return (long) round * RECORDS_PER_ROUND;
  }

  private static long committedCount(Brokers brokers, String topic) {
    return read(brokers, topic).stream().mapToLong(ITCommitOrder::number).sum();
  }

  /** Sum of the newest value of each partition. */
  private static long lastOfEach(Brokers brokers, String topic) {
    List<ConsumerRecord<byte[], byte[]>> all = read(brokers, topic);
    return IntStream.range(0, PARTITIONS)
        .mapToLong(
            partition ->
                all.stream()
                    .filter(record -> record.partition() == partition)
                    .reduce((first, second) -> second)
                    .map(ITCommitOrder::number)
                    .orElse(0L))
        .sum();
  }

  private static long number(ConsumerRecord<byte[], byte[]> record) {
    return ByteBuffer.wrap(record.value()).getLong();
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(Brokers brokers, String topic) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", brokers.bootstrapServers(),
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest");
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, PARTITIONS).mapToObj(i -> new TopicPartition(topic, i)).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new java.util.ArrayList<>();
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }
}
