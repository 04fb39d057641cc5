package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.cardinality.Budget;
import io.plimsoll.analyzer.retention.WindowRetention;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.topic.Topics;

/**
 * What stage 2 is built from.
 *
 * @param deltasTopic where stage 1 writes
 */
public record MergeSettings(
    Topics topics,
    String deltasTopic,
    AvroSerdes serdes,
    Waits waits,
    Budget budget,
    WindowRetention retention) {

  OpenRuns newOpenRuns(MergeStore store) {
    return new OpenRuns(topics.partitions(), waits, budget, retention, store);
  }

  boolean isSource(String topic) {
    return topic.equals(deltasTopic)
        || topic.equals(topics.runs().name())
        || topic.equals(topics.agentLedger().name())
        || topic.equals(topics.systemSamples().name());
  }
}
