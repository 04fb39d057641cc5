package io.plimsoll.standalone.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The settings of a single small node, each as the Kafka 4.3 documentation names it. */
final class KafkaProperties {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private KafkaProperties() {}

  static Properties of(Path directory, Ports ports) {
    Properties all = new Properties();
    all.putAll(listeners(directory, ports));
    all.putAll(INTERNAL_TOPICS);
    all.putAll(TOPIC_DEFAULTS);
    all.putAll(FOOTPRINT);
    all.putAll(UPKEEP);
    all.putAll(GROUPS);
    return all;
  }

  private static Map<String, String> listeners(Path directory, Ports ports) {
    String client = "PLAINTEXT://127.0.0.1:" + ports.client();
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        Integer.toString(NODE_ID),
        "log.dirs",
        directory.toString(),
        // Static voters: Kafka stores only the node's id, so the controller's port may differ at
        // the next start.
        "controller.quorum.voters",
        NODE_ID + "@127.0.0.1:" + ports.controller(),
        "listeners",
        client + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + ports.controller(),
        "advertised.listeners",
        client,
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT",
        "controller.listener.names",
        CONTROLLER_LISTENER,
        "inter.broker.listener.name",
        "PLAINTEXT");
  }

  private static final Map<String, String> INTERNAL_TOPICS =
      Map.of(
          "offsets.topic.replication.factor", "1",
          "offsets.topic.num.partitions", "4",
          "transaction.state.log.replication.factor", "1",
          "transaction.state.log.min.isr", "1",
          "transaction.state.log.num.partitions", "4",
          // A transaction every half second writes here: closed, and so compacted, early.
          "offsets.topic.segment.bytes", Integer.toString(16 << 20),
          "transaction.state.log.segment.bytes", Integer.toString(16 << 20),
          "share.coordinator.state.topic.replication.factor", "1",
          "share.coordinator.state.topic.min.isr", "1",
          "share.coordinator.state.topic.num.partitions", "1");

  private static final Map<String, String> TOPIC_DEFAULTS =
      Map.of(
          "auto.create.topics.enable",
          "false", // a mistyped topic is an error, not a new topic
          "default.replication.factor",
          "1",
          "min.insync.replicas",
          "1",
          "message.max.bytes",
          Integer.toString(16 << 20),
          "log.segment.bytes",
          Integer.toString(128 << 20),
          "log.index.size.max.bytes",
          Integer.toString(1 << 20)); // enough for a segment of that size

  private static final Map<String, String> FOOTPRINT =
      Map.of(
          "num.network.threads", "2",
          "num.io.threads", "4",
          "background.threads", "2",
          "group.coordinator.threads", "1",
          "share.coordinator.threads", "1",
          "log.cleaner.threads", "1",
          "log.cleaner.dedupe.buffer.size",
              Integer.toString(4 << 20), // the default takes 128 MiB of heap
          "metadata.max.idle.interval.ms",
              "5000", // the default writes to the disk twice a second when idle
          "metric.reporters", "");

  /** How often compaction and deletion look; the defaults are 15 s and 5 min. */
  private static final Map<String, String> UPKEEP =
      Map.of("log.cleaner.backoff.ms", "5000", "log.retention.check.interval.ms", "10000");

  private static final Map<String, String> GROUPS =
      Map.of(
          "group.initial.rebalance.delay.ms",
          "0",
          "group.min.session.timeout.ms",
          "1000",
          "group.consumer.min.session.timeout.ms",
          "6000",
          "group.consumer.min.heartbeat.interval.ms",
          "1000",
          // After a kill −9 the new process is refused until the old one's session has timed out (9
          // s by default); shorter
          // still, and an overloaded machine would fence its only broker.
          "broker.session.timeout.ms",
          "3000",
          "broker.heartbeat.interval.ms",
          "500",
          // A transaction that a killed analyzer left open holds up its successor until the broker
          // looks; the default looks every 10 s.
          "transaction.abort.timed.out.transaction.cleanup.interval.ms",
          "1000");
}
