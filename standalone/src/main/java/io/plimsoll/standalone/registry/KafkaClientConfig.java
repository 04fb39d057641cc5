package io.plimsoll.standalone.registry;

import java.util.HashMap;
import java.util.Map;

/** Properties of the registry's Kafka clients. */
final class KafkaClientConfig {
  /** How long a broker may take to answer, in milliseconds, before the registry gives up. */
  static final int ANSWER_WITHIN_MILLIS = 10_000;

  private KafkaClientConfig() {}

  static Map<String, Object> admin(RegistryConfig config) {
    return with(
        config,
        Map.of(
            "request.timeout.ms",
            ANSWER_WITHIN_MILLIS / 2,
            "default.api.timeout.ms",
            ANSWER_WITHIN_MILLIS));
  }

  static Map<String, Object> producer(RegistryConfig config) {
    return with(
        config,
        Map.of(
            "acks",
            "all",
            "enable.idempotence",
            true,
            "linger.ms",
            0,
            "max.block.ms",
            ANSWER_WITHIN_MILLIS,
            "request.timeout.ms",
            ANSWER_WITHIN_MILLIS / 2,
            "delivery.timeout.ms",
            ANSWER_WITHIN_MILLIS));
  }

  static Map<String, Object> consumer(RegistryConfig config) {
    return with(
        config,
        Map.of(
            "enable.auto.commit",
            false,
            "allow.auto.create.topics",
            false,
            // The log is read from its start; an offset out of range means that somebody replaced
            // the topic.
            "auto.offset.reset",
            "none",
            "default.api.timeout.ms",
            ANSWER_WITHIN_MILLIS));
  }

  private static Map<String, Object> with(RegistryConfig config, Map<String, Object> own) {
    Map<String, Object> all = new HashMap<>(config.clientProperties());
    all.putAll(own);
    all.put("bootstrap.servers", config.bootstrapServers());
    all.put("client.id", "schema-registry");
    return all;
  }
}
