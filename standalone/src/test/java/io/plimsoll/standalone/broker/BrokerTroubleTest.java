package io.plimsoll.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.plimsoll.standalone.broker.BrokerException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BrokerTroubleTest {
  @TempDir Path directory;

  @Test
  void namesTheTakenClientPort() throws IOException {
    try (TakenPort taken = TakenPort.hold(0)) {
      refuses(
          new BrokerConfig(directory, taken.port(), 0),
          Code.PORT_TAKEN,
          "broker port 127.0.0.1:" + taken.port());
    }
  }

  @Test
  void namesTheTakenControllerPort() throws IOException {
    try (TakenPort taken = TakenPort.hold(0)) {
      refuses(
          new BrokerConfig(directory, 0, taken.port()),
          Code.PORT_TAKEN,
          "controller port 127.0.0.1:" + taken.port());
    }
  }

  @Test
  void survivesAControllerPortThatIsTakenAfterTheCheck() throws IOException {
    try (DataDirectory data = DataDirectory.open(directory);
        TakenPort taken = TakenPort.hold(0)) {
      Ports ports = new Ports(Ports.resolve(BrokerConfig.in(directory)).client(), taken.port());
      BrokerThreads threads = new BrokerThreads("test");

      var started =
          threads.call(
              "start",
              () -> {
                KafkaNode node = KafkaNode.create(data, ports);
                try {
                  node.start();
                } finally {
                  node.stop();
                }
                return null;
              });

      assertThat(started).failsWithin(Duration.ofMinutes(2));
    }
  }

  @Test
  void refusesADirectoryAnotherBrokerOfThisProcessUses() {
    try (EmbeddedBroker running = EmbeddedBroker.start(BrokerConfig.in(directory))) {
      refuses(BrokerConfig.in(directory), Code.DIRECTORY_LOCKED, "in use by this process");

      assertThat(running.failure().toCompletableFuture()).isNotDone();
    }
  }

  @Test
  void refusesADirectoryAnotherProcessUses() throws Exception {
    try (BrokerProcess child = BrokerProcess.start(directory, 0)) {
      refuses(BrokerConfig.in(directory), Code.DIRECTORY_LOCKED, "process " + child.pid());
    }
  }

  @Test
  void refusesAFileInPlaceOfADirectory() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");

    refuses(BrokerConfig.in(file), Code.DIRECTORY_UNUSABLE, file.toString());
    refuses(BrokerConfig.in(file.resolve("below")), Code.DIRECTORY_UNUSABLE, file.toString());
  }

  @Test
  void refusesADirectoryWithSomethingElseInIt() throws IOException {
    Files.writeString(directory.resolve("thesis.txt"), "x");

    refuses(BrokerConfig.in(directory), Code.DIRECTORY_UNUSABLE, "thesis.txt");
    assertThat(directory).isDirectoryContaining("glob:**thesis.txt");
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void reportsADeletedDataDirectoryAndStillCloses() throws Exception {
    Path data = directory.resolve("data");
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.in(data));
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      delete(data);
      var created = admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all();

      BrokerException reason = broker.failure().toCompletableFuture().get(2, TimeUnit.MINUTES);

      assertThat(reason.code()).isEqualTo(Code.DIRECTORY_UNUSABLE);
      assertThat(reason).hasMessageContaining(data.toString()).hasMessageContaining("disappeared");
      assertThat(created).isNotNull();
    }
  }

  private static void refuses(BrokerConfig config, Code code, String what) {
    assertThatExceptionOfType(BrokerException.class)
        .isThrownBy(() -> EmbeddedBroker.start(config).close())
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .withMessageContaining(what);
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
