package io.plimsoll.standalone.registry;

import io.plimsoll.standalone.registry.RegistryException.Code;
import org.apache.kafka.common.KafkaException;

/**
 * A schema registry in this JVM: Confluent's REST API for Avro over HTTP, everything kept in a
 * compacted topic.
 *
 * <p>A write is answered once all replicas have it and it has been read back in log order, so ids
 * and versions stay what they are through restarts and kill −9, and several registries may share a
 * topic. Compatibility is BACKWARD unless set otherwise. Schema references, other schema types and
 * permanent deletion are refused. Thread-safe.
 */
public final class SchemaRegistry implements AutoCloseable {
  private final RegistryConfig config;
  private final RegistryLog log;
  private final RegistryServer server;

  private SchemaRegistry(RegistryConfig config, RegistryLog log, RegistryServer server) {
    this.config = config;
    this.log = log;
    this.server = server;
  }

  /**
   * Returns when everything the topic holds is known and requests are answered.
   *
   * @throws RegistryException when it can't start; nothing is left behind but the topic
   */
  public static SchemaRegistry start(RegistryConfig config) {
    if (config.open()) {
      throw new RegistryException(
          Code.UNPROTECTED,
          "The registry would listen on %s, which is not loopback, for everybody: give it a token, or say insecure"
              .formatted(config.host()),
          null);
    }
    SchemaStore store = new SchemaStore();
    RegistryLog log = open(config, store);
    try {
      ApiJson json = new ApiJson();
      RegistryRoutes routes = new RegistryRoutes(store, new Registrar(store, log), json);
      return new SchemaRegistry(config, log, new RegistryServer(config, routes, json));
    } catch (RuntimeException e) {
      log.close();
      throw new RegistryException(
          Code.ADDRESS_UNAVAILABLE,
          "The registry can't listen on %s:%d (%s): choose another port, or 0 for any"
              .formatted(config.host(), config.port(), e.getMessage()),
          e);
    }
  }

  /** For {@code schema.registry.url}. */
  public String url() {
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    return "http://" + host + ":" + server.port();
  }

  /** Stops listening and leaves the log. Idempotent. */
  @Override
  public void close() {
    server.close();
    log.close();
  }

  private static RegistryLog open(RegistryConfig config, SchemaStore store) {
    try {
      return RegistryLog.open(config, store);
    } catch (KafkaException e) {
      throw unreachable(config, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(config, e);
    }
  }

  private static RegistryException unreachable(RegistryConfig config, Exception cause) {
    return new RegistryException(
        Code.BROKER_UNREACHABLE,
        "The registry could not read its topic %s on %s (%s): check that the broker runs and may be used"
            .formatted(config.topic(), config.bootstrapServers(), cause.getMessage()),
        cause);
  }
}
