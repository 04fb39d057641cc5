package io.plimsoll.endtoend.exactlyonce.truth;

import io.plimsoll.schemas.AgentLedger;
import io.plimsoll.schemas.AgentProgress;
import io.plimsoll.schemas.outcome.SequenceHash;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** An agent of a run: writes outcomes, says how far it is, and keeps its ledger. */
final class RecordedAgent {
  private final String runId;
  private final String agentId;
  private final byte[] idBytes;
  private final TopicWriter topics;
  private final RandomOutcomes outcomes;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong acknowledgedHash = new AtomicLong();
  private final Map<String, Long> byOperation = new HashMap<>();
  private long sequence;
  private long watermarkMicros;

  RecordedAgent(
      String runId, String agentId, TopicWriter topics, RandomOutcomes outcomes, long fromMicros) {
    this.runId = runId;
    this.agentId = agentId;
    this.idBytes = TopicWriter.utf8(agentId);
    this.topics = topics;
    this.outcomes = outcomes;
    this.watermarkMicros = fromMicros;
  }

  String agentId() {
    return agentId;
  }

  /** Writes so many that end after the last ones and no later than now, in no order. */
  void write(int count, long nowMicros, Truth truth) {
    if (nowMicros <= watermarkMicros) {
      return;
    }
    for (int i = 0; i < count; i++) {
      Outcome outcome = outcomes.next(runId, watermarkMicros, nowMicros);
      long hash = SequenceHash.of(sequence);
      topics.outcome(
          outcome,
          idBytes,
          sequence++,
          () -> {
            acknowledgedHash.addAndGet(hash);
            acknowledged.incrementAndGet();
          });
      byOperation.merge(outcome.operation(), 1L, Long::sum);
      truth.add(outcome);
    }
    topics.endPass();
    watermarkMicros = nowMicros;
  }

  void mark(boolean ended) {
    topics.mark(new AgentProgress(runId, agentId, watermarkMicros, sequence, ended));
  }

  /**
   * @param last only when everything has been acknowledged
   */
  void ledger(boolean last) {
    AgentLedger ledger = new AgentLedger();
    ledger.setRunId(runId);
    ledger.setAgentId(agentId);
    ledger.setAtMicros(watermarkMicros);
    ledger.setEmitted(acknowledged.get());
    ledger.setSequenceHash(acknowledgedHash.get());
    ledger.setEmittedByOperation(new HashMap<>(byOperation));
    ledger.setSpooled(sequence - acknowledged.get());
    ledger.setLast(last);
    topics.ledger(ledger);
  }

  long watermarkMicros() {
    return watermarkMicros;
  }
}
