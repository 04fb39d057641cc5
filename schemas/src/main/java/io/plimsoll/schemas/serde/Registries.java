package io.plimsoll.schemas.serde;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Opens the Confluent client. */
public final class Registries {
  private static final int SCHEMAS_PER_SUBJECT = 1000;

  /** A stream of records with a made-up schema id must not become a stream of requests. */
  private static final long UNKNOWN_ID_REMEMBERED_SECONDS = 5;

  private Registries() {}

  /**
   * A thread-safe, caching client of the registry at this URL; close it when done.
   *
   * @param settings the Confluent client's: {@code basic.auth.credentials.source}, {@code
   *     basic.auth.user.info}, {@code schema.registry.ssl.*} …; others are left alone
   */
  public static SchemaRegistryClient open(String url, Map<String, ?> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.putIfAbsent(
        SchemaRegistryClientConfig.MISSING_ID_CACHE_TTL_CONFIG, UNKNOWN_ID_REMEMBERED_SECONDS);
    return new CachedSchemaRegistryClient(
        List.of(url), SCHEMAS_PER_SUBJECT, List.of(new AvroSchemaProvider()), all, Map.of());
  }

  public static SchemaRegistryClient open(String url) {
    return open(url, Map.of());
  }
}
