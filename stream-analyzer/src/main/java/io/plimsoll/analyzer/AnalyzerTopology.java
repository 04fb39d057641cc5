package io.plimsoll.analyzer;

import io.plimsoll.analyzer.commit.CommitHook;
import io.plimsoll.analyzer.deadletter.DeadLetters;
import io.plimsoll.analyzer.fold.FoldPart;
import io.plimsoll.analyzer.fold.FoldSettings;
import io.plimsoll.analyzer.merge.MergePart;
import io.plimsoll.analyzer.merge.MergeSettings;
import io.plimsoll.analyzer.merge.Waits;
import io.plimsoll.analyzer.resource.ResourcePart;
import io.plimsoll.analyzer.resource.ResourceSettings;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.topic.Topic;
import io.plimsoll.schemas.topic.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/**
 * The topology: fold, merge, resource; three parts that meet on topics only. What leaves with the
 * commit (deltas, kpi-windows, run-summaries, sla-events, commands) goes past the topology's sinks
 * and is not in its description.
 */
public final class AnalyzerTopology {
  private static final String OUTCOMES = "request-outcomes";
  private static final String DELTAS = "deltas";
  private static final String RUNS = "runs";
  private static final String LEDGER = "agent-ledger";
  private static final String SAMPLES = "system-samples";

  private AnalyzerTopology() {}

  /**
   * Builds it from the configuration and nothing else.
   *
   * @param hook what brings live state into each commit; the client supplier has the same one
   */
  public static Topology build(AnalyzerConfig config, AvroSerdes serdes, CommitHook hook) {
    Topics topics = config.cluster().topics();
    Topic deltas = AnalyzerTopics.deltas(topics);
    DeadLetters deadLetters = new DeadLetters(serdes, topics.deadLetters());
    Topology topology =
        new Topology(new TopologyConfig(new StreamsConfig(StreamsSettings.of(config))));
    source(topology, OUTCOMES, topics.requestOutcomes());
    FoldPart.add(
        topology,
        OUTCOMES,
        new FoldSettings(topics, deltas.name(), serdes.ids(), config.budget()),
        deadLetters,
        hook);

    source(topology, RUNS, topics.runs());
    source(topology, LEDGER, topics.agentLedger());
    source(topology, DELTAS, deltas);
    source(topology, SAMPLES, topics.systemSamples());
    MergePart.add(
        topology,
        new MergeSettings(
            topics,
            deltas.name(),
            serdes,
            new Waits(config.grace(), config.patience(), config.abandonAfter()),
            config.budget(),
            config.retention()),
        deadLetters,
        hook,
        RUNS,
        LEDGER,
        DELTAS,
        SAMPLES);

    ResourcePart.add(
        topology,
        SAMPLES,
        new ResourceSettings(
            topics, serdes, config.retention(), config.budget().runsPerPartition()),
        deadLetters);
    return topology;
  }

  private static void source(Topology topology, String name, Topic topic) {
    topology.addSource(
        AutoOffsetReset.earliest(),
        name,
        new LenientTimestamps(),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        topic.name());
  }
}
