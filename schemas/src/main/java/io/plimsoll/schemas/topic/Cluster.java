package io.plimsoll.schemas.topic;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.plimsoll.schemas.serde.Registries;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Where Kafka and the registry are, and how to reach them.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param schemaRegistryUrl base URL of the Confluent REST API
 * @param topics the topics there
 * @param clientSettings further settings of every Kafka client (security.protocol, sasl.*, ssl.*)
 *     and of the registry's client (basic.auth.*, schema.registry.ssl.*)
 */
public record Cluster(
    String bootstrapServers,
    String schemaRegistryUrl,
    Topics topics,
    Map<String, String> clientSettings) {

  public Cluster {
    Objects.requireNonNull(bootstrapServers, "bootstrapServers");
    Objects.requireNonNull(schemaRegistryUrl, "schemaRegistryUrl");
    clientSettings = Map.copyOf(clientSettings);
  }

  public Cluster(String bootstrapServers, String schemaRegistryUrl) {
    this(bootstrapServers, schemaRegistryUrl, new Topics(), Map.of());
  }

  /** What every producer, consumer, admin and stream begins its configuration with; a new map. */
  public Map<String, Object> clientConfig() {
    Map<String, Object> config = new HashMap<>(clientSettings);
    config.put("bootstrap.servers", bootstrapServers);
    return config;
  }

  /** A new client of the registry; the caller closes it. */
  public SchemaRegistryClient openRegistry() {
    return Registries.open(schemaRegistryUrl, clientSettings);
  }

  /** Without the settings' values: they may be passwords. */
  @Override
  public String toString() {
    return "Cluster[bootstrapServers=%s, schemaRegistryUrl=%s, prefix=%s, clientSettings=%s]"
        .formatted(
            bootstrapServers,
            schemaRegistryUrl,
            topics.prefix(),
            new TreeSet<>(clientSettings.keySet()));
  }
}
