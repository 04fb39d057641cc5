package io.plimsoll.analyzer.resource;

import io.plimsoll.analyzer.commit.ChangelogSettings;
import io.plimsoll.analyzer.deadletter.DeadLetters;
import io.plimsoll.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** Wires the folding of system samples. */
public final class ResourcePart {
  public static final String PROCESSOR = "resource";

  static final String STORE = "open-resource-windows";
  static final String SINK = "resource-windows";

  static final String DEAD_LETTERS = "resource-dead-letters";

  private ResourcePart() {}

  /**
   * @param source name of the source of system-samples
   */
  public static void add(
      Topology topology, String source, ResourceSettings settings, DeadLetters deadLetters) {
    Topics topics = settings.topics();
    topology
        .addProcessor(PROCESSOR, () -> new ResourceProcessor(settings, deadLetters), source)
        .addStateStore(
            Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(ChangelogSettings.compactSoon()),
            PROCESSOR)
        .addSink(
            SINK,
            topics.resourceWindows().name(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            (topic, key, value, count) -> Optional.of(Set.of(topics.partitionOf(runId(key)))),
            PROCESSOR);
    deadLetters.addSink(topology, DEAD_LETTERS, PROCESSOR);
  }

  /** A key begins with the run id. */
  private static String runId(byte[] key) {
    String text = new String(key, StandardCharsets.UTF_8);
    return text.substring(0, text.indexOf('|'));
  }
}
