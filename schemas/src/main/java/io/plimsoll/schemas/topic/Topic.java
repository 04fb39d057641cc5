package io.plimsoll.schemas.topic;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/**
 * One Kafka topic of plimsoll: what lies on it and how it is kept. Immutable.
 *
 * @param name full name, prefix included
 * @param key what the key is made of, in words; {@code none} for a topic without keys
 * @param value Avro schema of the values
 * @param partitions number of partitions; topics that are joined by run have the same number
 * @param policy what the broker deletes
 * @param retention how long it is kept where the policy deletes by time
 * @param writer the one module that writes it
 * @param settings further topic settings of Kafka
 */
public record Topic(
    String name,
    String key,
    Schema value,
    int partitions,
    Policy policy,
    Duration retention,
    String writer,
    Map<String, String> settings) {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  public Topic {
    Objects.requireNonNull(value, "value");
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "topic name '"
              + name
              + "': choose a prefix of letters, digits, '.', '_' and '-', at most 249 with the name");
    }
    if (partitions < 1) {
      throw new IllegalArgumentException(
          name + ": partitions must be at least 1, not " + partitions);
    }
    settings = Map.copyOf(settings);
  }

  /** What the broker may delete. */
  public enum Policy {
    /** Keeps the newest record of each key for ever. */
    COMPACT("compact"),
    /** Keeps the newest record of each key, and none longer than the retention. */
    COMPACT_AND_DELETE("compact,delete"),
    /** Keeps everything for the retention. */
    DELETE("delete");

    private final String cleanupPolicy;

    Policy(String cleanupPolicy) {
      this.cleanupPolicy = cleanupPolicy;
    }

    /** Value of Kafka's {@code cleanup.policy}. */
    public String cleanupPolicy() {
      return cleanupPolicy;
    }

    boolean deletesByTime() {
      return this != COMPACT;
    }
  }
}
