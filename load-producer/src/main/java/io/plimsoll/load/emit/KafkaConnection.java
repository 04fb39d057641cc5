package io.plimsoll.load.emit;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.plimsoll.load.LoadException;
import io.plimsoll.load.LoadException.Code;
import io.plimsoll.schemas.AgentLedger;
import io.plimsoll.schemas.AgentProgress;
import io.plimsoll.schemas.RequestOutcome;
import io.plimsoll.schemas.RequestOutcomeBatch;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.SystemSample;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.serde.SchemaIds;
import io.plimsoll.schemas.serde.WireException;
import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.schemas.topic.TopicAdmin;
import io.plimsoll.schemas.topic.TopicMismatchException;
import io.plimsoll.schemas.topic.Topics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** A cluster that was found reachable, with its topics there and its schemas registered. */
public final class KafkaConnection implements AutoCloseable {
  private static final int CONNECT_MILLIS = 3000;
  private static final int ADMIN_MILLIS = 15_000;

  private final Cluster cluster;
  private final SchemaRegistryClient registry;
  private final SchemaIds ids;

  private KafkaConnection(Cluster cluster, SchemaRegistryClient registry) {
    this.cluster = cluster;
    this.registry = registry;
    this.ids = new SchemaIds(registry);
  }

  /**
   * Looks whether broker and registry are there, and makes ready what a run writes to.
   *
   * @throws LoadException BROKER_UNREACHABLE, REGISTRY_UNREACHABLE or INCOMPATIBLE_CLUSTER
   */
  public static KafkaConnection open(Cluster cluster) {
    requireBroker(cluster.bootstrapServers());
    ensureTopics(cluster);
    KafkaConnection connection = new KafkaConnection(cluster, cluster.openRegistry());
    try {
      connection.register();
      return connection;
    } catch (LoadException e) {
      connection.close();
      throw e;
    }
  }

  Cluster cluster() {
    return cluster;
  }

  SchemaIds ids() {
    return ids;
  }

  /** Kafka's own clients would try for a minute and fill the log before they say so. */
  private static void requireBroker(String bootstrapServers) {
    for (String server : bootstrapServers.split(",", -1)) {
      int colon = server.lastIndexOf(':');
      try (Socket socket = new Socket()) {
        String host = server.substring(0, colon).trim();
        int port = Integer.parseInt(server.substring(colon + 1).trim());
        socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
        return;
      } catch (IOException | RuntimeException unreachable) {
        // Any one that answers is enough.
      }
    }
    throw new LoadException(
        Code.BROKER_UNREACHABLE,
        "no Kafka broker answers at %s. Start one (plimsoll serve), or give --bootstrap-servers"
            .formatted(bootstrapServers));
  }

  private static void ensureTopics(Cluster cluster) {
    Map<String, Object> config = cluster.clientConfig();
    config.put("request.timeout.ms", ADMIN_MILLIS / 3);
    config.put("default.api.timeout.ms", ADMIN_MILLIS);
    Topics topics = cluster.topics();
    try (Admin admin = Admin.create(config)) {
      new TopicAdmin(admin)
          .ensure(
              List.of(
                  topics.runs(),
                  topics.requestOutcomes(),
                  topics.systemSamples(),
                  topics.agentLedger(),
                  topics.commands()));
    } catch (TopicMismatchException e) {
      throw new LoadException(Code.INCOMPATIBLE_CLUSTER, e.getMessage(), e);
    } catch (KafkaException e) {
      throw new LoadException(
          Code.BROKER_UNREACHABLE,
          "the Kafka broker at %s does not serve topics: %s. Check that it runs and its settings"
              .formatted(cluster.bootstrapServers(), e.getMessage()),
          e);
    }
  }

  private void register() {
    Topics topics = cluster.topics();
    try {
      ids.idOf(topics.requestOutcomes().name(), RequestOutcome.getClassSchema());
      ids.idOf(topics.requestOutcomes().name(), RequestOutcomeBatch.getClassSchema());
      ids.idOf(topics.requestOutcomes().name(), AgentProgress.getClassSchema());
      ids.idOf(topics.agentLedger().name(), AgentLedger.getClassSchema());
      ids.idOf(topics.runs().name(), RunRecord.getClassSchema());
      ids.idOf(topics.systemSamples().name(), SystemSample.getClassSchema());
    } catch (WireException e) {
      boolean refused = e.code() == WireException.Code.INCOMPATIBLE;
      throw new LoadException(
          refused ? Code.INCOMPATIBLE_CLUSTER : Code.REGISTRY_UNREACHABLE,
          refused
              ? e.getMessage() + ". Use the version of plimsoll the registry knows"
              : "no schema registry answers at %s: %s. Start one, or give --schema-registry"
                  .formatted(cluster.schemaRegistryUrl(), e.getMessage()),
          e);
    }
  }

  /** Reads and writes records of this cluster. */
  public AvroSerdes serdes() {
    return new AvroSerdes(ids);
  }

  @Override
  public void close() {
    try {
      registry.close();
    } catch (IOException e) {
      org.slf4j.LoggerFactory.getLogger(KafkaConnection.class)
          .warn("the registry's client did not close", e);
    }
  }
}
