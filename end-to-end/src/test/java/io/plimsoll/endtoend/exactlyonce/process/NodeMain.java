package io.plimsoll.endtoend.exactlyonce.process;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * The child that is one of three combined Kafka nodes (broker and controller), with replication
 * factor 3 and two in sync. Kafka's internal API is used here and nowhere else in these tests.
 */
final class NodeMain {
  private static final String CONTROLLER = "CONTROLLER";

  /** 22 characters of base64url, the same on every node. */
  private static final String CLUSTER_ID = "plimsollplimsollplimsg";

  private NodeMain() {}

  public static void main(String[] arguments) throws Exception {
    ChildLogging.warnings();
    Orders orders = Orders.parse(arguments);
    Path directory = Files.createDirectories(Path.of(orders.text("directory")));
    format(directory, orders.number("node"));
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(settings(directory, orders), false), Time.SYSTEM);
    server.startup();
    ChildLife.say("ready");
    ChildLife.awaitLeave();
    server.shutdown();
    server.awaitShutdown();
    System.exit(0);
  }

  /** A formatted directory is left as it is. */
  private static void format(Path directory, int node) throws Exception {
    Formatter formatter = new Formatter();
    formatter
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(node)
        .setClusterId(CLUSTER_ID)
        .addDirectory(directory.toString())
        .setMetadataLogDirectory(directory.toString())
        .setIgnoreFormatted(true)
        .setControllerListenerName(CONTROLLER)
        .run();
  }

  private static Properties settings(Path directory, Orders orders) {
    Properties all = new Properties();
    String client = "PLAINTEXT://127.0.0.1:" + orders.text("port");
    all.put("log.dirs", directory.toString());
    all.put("node.id", orders.text("node"));
    all.put("listeners", client + ",CONTROLLER://127.0.0.1:" + orders.text("controllerPort"));
    all.put("advertised.listeners", client);
    all.put("controller.quorum.voters", orders.text("voters"));
    all.putAll(ROLES);
    all.putAll(REPLICATION);
    all.putAll(FOOTPRINT);
    return all;
  }

  private static final Map<String, String> ROLES =
      Map.of(
          "process.roles", "broker,controller",
          "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
          "controller.listener.names", CONTROLLER,
          "inter.broker.listener.name", "PLAINTEXT",
          "broker.session.timeout.ms", "3000",
          "broker.heartbeat.interval.ms", "500");

  private static final Map<String, String> REPLICATION =
      Map.of(
          "default.replication.factor", "3",
          "min.insync.replicas", "2",
          "offsets.topic.replication.factor", "3",
          "offsets.topic.num.partitions", "4",
          "transaction.state.log.replication.factor", "3",
          "transaction.state.log.min.isr", "2",
          "transaction.state.log.num.partitions", "4",
          "share.coordinator.state.topic.replication.factor", "3",
          "share.coordinator.state.topic.min.isr", "2",
          "replica.lag.time.max.ms", "3000");

  private static final Map<String, String> FOOTPRINT =
      Map.of(
          "auto.create.topics.enable", "false",
          "message.max.bytes", Integer.toString(16 << 20),
          "num.network.threads", "2",
          "num.io.threads", "3",
          "log.cleaner.threads", "1",
          "log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20),
          "log.index.size.max.bytes", Integer.toString(1 << 20),
          "group.initial.rebalance.delay.ms", "0",
          "group.min.session.timeout.ms", "1000",
          "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
}
