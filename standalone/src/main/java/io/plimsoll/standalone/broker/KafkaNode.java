package io.plimsoll.standalone.broker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * The one class that knows Kafka's internal API (4.3.1): formatting, starting and stopping a KRaft
 * node.
 */
final class KafkaNode {
  private final KafkaRaftServer server;

  private KafkaNode(KafkaRaftServer server) {
    this.server = server;
  }

  /** Creates the node without starting it. Call from a thread of {@link BrokerThreads}. */
  static KafkaNode create(DataDirectory directory, Ports ports) throws Exception {
    interceptExit();
    if (!directory.formatted()) {
      format(directory);
    }
    Properties properties = KafkaProperties.of(directory.path(), ports);
    return new KafkaNode(
        new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM));
  }

  /** Returns once clients can use the node. */
  void start() {
    server.startup();
  }

  void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(DataDirectory directory) throws Exception {
    String path = directory.path().toString();
    Formatter formatter = new Formatter();
    formatter
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(KafkaProperties.NODE_ID)
        .setClusterId(Uuid.randomUuid().toString())
        .addDirectory(path)
        .setMetadataLogDirectory(path)
        .setControllerListenerName(KafkaProperties.CONTROLLER_LISTENER)
        .run();
  }

  /**
   * Kafka ends the JVM when it can't go on; embedded, only the broker may end. Kafka's setting is
   * one per JVM, so this one holds no state: it finds the broker by the asking thread, and other
   * callers get what they asked for.
   */
  private static void interceptExit() {
    Exit.setHaltProcedure(
        (status, reason) -> {
          BrokerThreads.ofCaller().ifPresent(threads -> threads.halt(status, reason));
          Runtime.getRuntime().halt(status);
        });
    Exit.setExitProcedure(
        (status, reason) -> {
          BrokerThreads.ofCaller().ifPresent(threads -> threads.halt(status, reason));
          System.exit(status);
        });
  }
}
