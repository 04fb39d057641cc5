package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.commit.ChangelogSettings;
import io.plimsoll.analyzer.commit.CommitHook;
import io.plimsoll.analyzer.deadletter.DeadLetters;
import io.plimsoll.analyzer.delta.DeltaPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** Wires stage 2. Its windows and summaries leave with the commit, past the topology. */
public final class MergePart {
  public static final String PROCESSOR = "merge";

  static final String STORE = "open-runs";
  static final String TICKS = "ticks";

  static final String DEAD_LETTERS = "merge-dead-letters";

  private MergePart() {}

  /**
   * @param sources names of the sources of runs, agent-ledger, deltas and system-samples
   */
  public static void add(
      Topology topology,
      MergeSettings settings,
      DeadLetters deadLetters,
      CommitHook hook,
      String... sources) {
    topology
        .addProcessor(PROCESSOR, () -> new MergeProcessor(settings, deadLetters, hook), sources)
        .addStateStore(
            Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(ChangelogSettings.compactSoon()),
            PROCESSOR)
        .addSink(
            TICKS,
            settings.deltasTopic(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            new DeltaPartitioner(),
            PROCESSOR);
    deadLetters.addSink(topology, DEAD_LETTERS, PROCESSOR);
  }
}
