package io.plimsoll.schemas.serde;

import com.google.common.util.concurrent.UncheckedExecutionException;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** Schema ids, asked of the registry once and then remembered. Thread-safe. */
public final class SchemaIds {
  private static final int SCHEMA_NOT_FOUND = 40403;

  private final SchemaRegistryClient registry;
  private final Map<Schema, Map<String, Integer>> idsByTopic = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemasById = new ConcurrentHashMap<>();

  public SchemaIds(SchemaRegistryClient registry) {
    this.registry = registry;
  }

  /**
   * Registers the schema under its subject the first time, and returns its id; later without
   * garbage.
   *
   * @throws WireException REGISTRY_UNREACHABLE, or INCOMPATIBLE when the registry refuses it
   */
  public int idOf(String topic, Schema schema) {
    Map<String, Integer> ids = idsByTopic.get(schema);
    Integer known = ids == null ? null : ids.get(topic);
    return known != null ? known : remember(topic, schema);
  }

  /** Threads that come together ask once. */
  private int remember(String topic, Schema schema) {
    return idsByTopic
        .computeIfAbsent(schema, absent -> new ConcurrentHashMap<>())
        .computeIfAbsent(topic, absent -> register(subject(topic, schema), schema));
  }

  private int register(String subject, Schema schema) {
    try {
      return registry.register(subject, new AvroSchema(schema));
    } catch (RestClientException e) {
      boolean refused = e.getStatus() >= 400 && e.getStatus() < 500;
      throw new WireException(
          refused ? WireException.Code.INCOMPATIBLE : WireException.Code.REGISTRY_UNREACHABLE,
          "the registry did not take the schema of " + subject + ": " + e.getMessage(),
          e);
    } catch (IOException e) {
      throw new WireException(
          WireException.Code.REGISTRY_UNREACHABLE,
          "cannot register " + subject + ": " + e.getMessage(),
          e);
    }
  }

  /**
   * The schema with this id.
   *
   * @throws WireException UNKNOWN_SCHEMA when the registry has none, WRONG_SCHEMA when it is not an
   *     Avro schema, REGISTRY_UNREACHABLE when it does not answer
   */
  public Schema schemaOf(int id) {
    Schema known = schemasById.get(id);
    return known != null ? known : schemasById.computeIfAbsent(id, this::fetch);
  }

  private Schema fetch(int id) {
    try {
      ParsedSchema schema = registry.getSchemaById(id);
      if (schema instanceof AvroSchema avro) {
        return avro.rawSchema();
      }
      throw WireException.wrongSchema("schema id " + id + " is " + schema.schemaType());
    } catch (RestClientException e) {
      boolean unknown = e.getErrorCode() == SCHEMA_NOT_FOUND || e.getStatus() == 404;
      throw new WireException(
          unknown ? WireException.Code.UNKNOWN_SCHEMA : WireException.Code.REGISTRY_UNREACHABLE,
          "schema id " + id + ": " + e.getMessage(),
          e);
    } catch (IOException e) {
      throw unreadable(e) ? notAvro(id, e) : unreachable(id, e);
    } catch (UncheckedExecutionException | IllegalStateException e) {
      throw notAvro(id, e);
    }
  }

  /** The client tells an answer that it cannot parse from no answer by its words only. */
  private static boolean unreadable(IOException e) {
    return e.getMessage() != null && e.getMessage().startsWith("Invalid schema");
  }

  private static WireException notAvro(int id, Exception e) {
    return new WireException(
        WireException.Code.WRONG_SCHEMA, "schema id " + id + " is not Avro: " + e, e);
  }

  private static WireException unreachable(int id, IOException e) {
    return new WireException(
        WireException.Code.REGISTRY_UNREACHABLE,
        "cannot look up schema id " + id + ": " + e.getMessage(),
        e);
  }

  /**
   * TopicNameStrategy ({@code topic-value}) for the topic's own type, TopicRecordNameStrategy
   * ({@code topic-fullname}) for the marks and batches that travel with it, so that each evolves by
   * itself.
   */
  static String subject(String topic, Schema schema) {
    return schema.getName().equals("AgentProgress")
            || schema.getName().equals("RequestOutcomeBatch")
        ? topic + "-" + schema.getFullName()
        : topic + "-value";
  }
}
