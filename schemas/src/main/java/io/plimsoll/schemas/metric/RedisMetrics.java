package io.plimsoll.schemas.metric;

import java.util.Set;

/**
 * Names of the metrics that are sampled of a Redis, without their labels; what they mean and their
 * units are in docs/samples.md. Whoever looks for one takes its name from here, so that it is one
 * that is there.
 */
public final class RedisMetrics {
  public static final String MEMORY_USED_BYTES = "memory_used_bytes";
  public static final String MEMORY_RSS_BYTES = "memory_rss_bytes";
  public static final String MEMORY_RATIO = "memory_ratio";
  public static final String MEMORY_FRAGMENTATION_RATIO = "memory_fragmentation_ratio";
  public static final String CLIENTS_CONNECTED = "clients_connected";
  public static final String CLIENTS_BLOCKED = "clients_blocked";
  public static final String CONNECTIONS_REJECTED_PER_SECOND = "connections_rejected_per_second";
  public static final String COMMANDS_PER_SECOND = "commands_per_second";
  public static final String KEYSPACE_HIT_RATIO = "keyspace_hit_ratio";
  public static final String EVICTED_KEYS_PER_SECOND = "evicted_keys_per_second";
  public static final String EXPIRED_KEYS_PER_SECOND = "expired_keys_per_second";
  public static final String NETWORK_RECEIVED_BYTES_PER_SECOND =
      "network_received_bytes_per_second";
  public static final String NETWORK_SENT_BYTES_PER_SECOND = "network_sent_bytes_per_second";
  public static final String KEYS = "keys";
  public static final String LIST_LENGTH = "list_length";
  public static final String STREAM_LENGTH = "stream_length";
  public static final String QUEUE_DEPTH = "queue_depth";

  /** All of them. */
  public static final Set<String> ALL =
      Set.of(
          MEMORY_USED_BYTES,
          MEMORY_RSS_BYTES,
          MEMORY_RATIO,
          MEMORY_FRAGMENTATION_RATIO,
          CLIENTS_CONNECTED,
          CLIENTS_BLOCKED,
          CONNECTIONS_REJECTED_PER_SECOND,
          COMMANDS_PER_SECOND,
          KEYSPACE_HIT_RATIO,
          EVICTED_KEYS_PER_SECOND,
          EXPIRED_KEYS_PER_SECOND,
          NETWORK_RECEIVED_BYTES_PER_SECOND,
          NETWORK_SENT_BYTES_PER_SECOND,
          KEYS,
          LIST_LENGTH,
          STREAM_LENGTH,
          QUEUE_DEPTH);

  private RedisMetrics() {}
}
