package io.plimsoll.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.plimsoll.standalone.broker.BrokerConfig;
import io.plimsoll.standalone.broker.EmbeddedBroker;
import io.plimsoll.standalone.registry.RegistryException.Code;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTroubleTest {
  @TempDir Path directory;

  @Test
  void refusesWhatItCantRunOn() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.in(directory));
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      RegistryConfig config = RegistryConfig.over(broker.bootstrapServers());
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        Map<String, String> compact = Map.of("cleanup.policy", "compact");
        admin
            .createTopics(
                List.of(
                    new NewTopic("deleting", 1, (short) 1),
                    new NewTopic("wide", 2, (short) 1).configs(compact),
                    new NewTopic("foreign", 1, (short) 1).configs(compact)))
            .all()
            .get();
      }
      sendForeignRecord(broker.bootstrapServers());

      refuses(
          config.withPort(taken.getLocalPort()),
          Code.ADDRESS_UNAVAILABLE,
          ":" + taken.getLocalPort());
      refuses(config.withTopic("deleting"), Code.TOPIC_UNUSABLE, "cleanup.policy=delete");
      refuses(config.withTopic("wide"), Code.TOPIC_UNUSABLE, "2 partitions");
      refuses(config.withTopic("foreign"), Code.TOPIC_UNUSABLE, "offset 0");
      refuses(config.withHost("0.0.0.0"), Code.UNPROTECTED, "0.0.0.0");
      asksForItsToken(config);
    }
  }

  @Test
  void saysThatNoBrokerAnswers() {
    refuses(RegistryConfig.over("127.0.0.1:1"), Code.BROKER_UNREACHABLE, "127.0.0.1:1");
  }

  @Test
  void keepsWhatItAnsweredWhenItsProcessDies() throws Exception {
    List<String> answered = RegistryDeath.runAndDie(directory);

    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.in(directory));
        SchemaRegistry registry =
            SchemaRegistry.start(RegistryConfig.over(broker.bootstrapServers()))) {
      assertThat(answered).hasSize(RegistryDeath.SCHEMAS);
      assertThat(RegistryDeath.registerAll(registry.url())).isEqualTo(answered);
    }
  }

  private static void asksForItsToken(RegistryConfig config) throws Exception {
    try (SchemaRegistry registry =
        SchemaRegistry.start(config.withHost("0.0.0.0").withToken("s3cret"))) {
      int port = URI.create(registry.url()).getPort();
      RegistryCaller caller = new RegistryCaller("http://127.0.0.1:" + port);

      assertThat(caller.get("/subjects").status()).isEqualTo(401);
      assertThat(
              caller.call("GET", "/subjects", "", Map.of("Authorization", "Bearer wrong")).status())
          .isEqualTo(401);
      assertThat(
              caller
                  .call("GET", "/subjects", "", Map.of("Authorization", "Bearer s3cret"))
                  .status())
          .isEqualTo(200);
    }
  }

  private static void sendForeignRecord(String servers) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      byte[] text = "mine".getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>("foreign", text, text)).get();
    }
  }

  private static void refuses(RegistryConfig config, Code code, String what) {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> SchemaRegistry.start(config).close())
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .withMessageContaining(what);
  }
}
