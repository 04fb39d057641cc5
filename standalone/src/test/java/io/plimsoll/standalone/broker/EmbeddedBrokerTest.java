package io.plimsoll.standalone.broker;

import static io.plimsoll.standalone.broker.BrokerClients.TOPIC;
import static io.plimsoll.standalone.broker.BrokerClients.createTopic;
import static io.plimsoll.standalone.broker.BrokerClients.numbers;
import static io.plimsoll.standalone.broker.BrokerClients.producer;
import static io.plimsoll.standalone.broker.BrokerClients.readAll;
import static io.plimsoll.standalone.broker.BrokerClients.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
  @TempDir Path directory;

  @Test
  void deliversWhatWasSentInOrder() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.in(directory))) {
      createTopic(broker.bootstrapServers(), TOPIC);

      send(broker.bootstrapServers(), 0, 1000);

      assertThat(readAll(broker.bootstrapServers())).isEqualTo(numbers(0, 1000));
    }
  }

  @Test
  void keepsItsDataWhenStartedAgainOnOtherPorts() throws Exception {
    Ports first = Ports.resolve(BrokerConfig.in(directory));
    try (EmbeddedBroker broker =
        EmbeddedBroker.start(new BrokerConfig(directory, first.client(), first.controller()))) {
      createTopic(broker.bootstrapServers(), TOPIC);
      send(broker.bootstrapServers(), 0, 100);
    }

    // Both old ports are held, so that both must differ.
    try (TakenPort client = TakenPort.hold(first.client());
        TakenPort controller = TakenPort.hold(first.controller());
        EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.in(directory))) {
      assertThat(List.of(client.port(), controller.port()))
          .containsExactly(first.client(), first.controller());
      send(broker.bootstrapServers(), 100, 200);

      assertThat(readAll(broker.bootstrapServers())).isEqualTo(numbers(0, 200));
    }
  }

  @Test
  void keepsEveryAcknowledgedRecordWhenItsProcessDies() throws Exception {
    try (BrokerProcess child = BrokerProcess.start(directory, 5000)) {
      assertThat(child.halt()).isEqualTo(9);
    }

    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.in(directory))) {
      assertThat(readAll(broker.bootstrapServers())).isEqualTo(numbers(0, 5000));
    }
  }

  @Test
  void supportsTransactionsAndGroupsWithSixSecondSessions() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.in(directory))) {
      String servers = broker.bootstrapServers();
      createTopic(servers, TOPIC);
      try (KafkaProducer<String, String> producer =
          producer(servers, Map.of("transactional.id", "t"))) {
        producer.initTransactions();
        producer.beginTransaction();
        var aborted = producer.send(new ProducerRecord<>(TOPIC, "aborted"));
        producer.flush();
        aborted.get();
        producer.abortTransaction();
        producer.beginTransaction();
        var committed = producer.send(new ProducerRecord<>(TOPIC, "committed"));
        producer.commitTransaction();
        committed.get();
      }

      assertThat(readAsGroup(servers)).containsExactly("committed");
    }
  }

  @Test
  void closingEndsAllOfItsThreads() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();

    EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.in(directory));
    broker.close();
    broker.close();

    await()
        .pollInSameThread() // or its own thread would be one of them
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(startedSince(before)).isEmpty());
  }

  private static List<String> readAsGroup(String servers) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", servers,
            "group.id", "g",
            "session.timeout.ms", 6000,
            "auto.offset.reset", "earliest",
            "isolation.level", "read_committed");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      ConsumerRecords<String, String> records = ConsumerRecords.empty();
      for (int i = 0; i < 600 && records.isEmpty(); i++) {
        records = consumer.poll(Duration.ofMillis(100));
      }
      consumer.commitSync();
      List<String> values = new ArrayList<>();
      records.forEach(record -> values.add(record.value()));
      return values;
    }
  }

  private static Set<String> startedSince(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && !thread.isDaemon() && !before.contains(thread))
        .map(Thread::getName)
        .collect(Collectors.toSet());
  }
}
