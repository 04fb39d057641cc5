package io.plimsoll.analyzer.fold;

import io.plimsoll.analyzer.commit.CommitHook;
import io.plimsoll.analyzer.deadletter.DeadLetters;
import io.plimsoll.analyzer.delta.DeltaPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/**
 * Wires stage 1. Deltas leave with the commit, past the topology; the sink of the same topic takes
 * what cannot wait for it.
 */
public final class FoldPart {
  public static final String PROCESSOR = "fold";

  static final String SINK = "early-deltas";

  static final String DEAD_LETTERS = "fold-dead-letters";

  private FoldPart() {}

  /**
   * @param source name of the source of request-outcomes
   */
  public static void add(
      Topology topology,
      String source,
      FoldSettings settings,
      DeadLetters deadLetters,
      CommitHook hook) {
    topology
        .addProcessor(PROCESSOR, () -> new FoldProcessor(settings, deadLetters, hook), source)
        .addSink(
            SINK,
            settings.deltasTopic(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            new DeltaPartitioner(),
            PROCESSOR);
    deadLetters.addSink(topology, DEAD_LETTERS, PROCESSOR);
  }
}
