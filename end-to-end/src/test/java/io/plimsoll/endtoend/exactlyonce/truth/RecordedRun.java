package io.plimsoll.endtoend.exactlyonce.truth;

import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunStatus;
import java.util.List;
import java.util.stream.IntStream;

/** A run with its agents, whose clocks may be off. */
final class RecordedRun {
  private final String runId;
  private final TopicWriter topics;
  private final long skewMicros;
  private final long startedAtMicros;
  private final List<RecordedAgent> agents;

  /**
   * @param skewMicros how far this run's clocks are from ours; never ahead
   */
  RecordedRun(
      String runId,
      int agentCount,
      TopicWriter topics,
      long seed,
      long skewMicros,
      long nowMicros) {
    this.runId = runId;
    this.topics = topics;
    this.skewMicros = skewMicros;
    this.startedAtMicros = nowMicros + skewMicros;
    this.agents =
        IntStream.range(0, agentCount)
            .mapToObj(
                i ->
                    new RecordedAgent(
                        runId,
                        "agent-" + i,
                        topics,
                        new RandomOutcomes(seed * 31 + i),
                        startedAtMicros))
            .toList();
  }

  /** Tells that it begins; its outcomes may be written once this is acknowledged. */
  void begin() {
    topics.run(record(RunStatus.STARTING));
    topics.flush();
    topics.run(record(RunStatus.RUNNING));
  }

  void write(int count, long nowMicros, Truth truth) {
    int each = count / agents.size();
    agents.forEach(agent -> agent.write(each, nowMicros + skewMicros, truth));
  }

  void mark() {
    agents.forEach(agent -> agent.mark(false));
  }

  void ledger() {
    agents.forEach(agent -> agent.ledger(false));
  }

  /** Ends it as the protocol says: marks, then last ledgers, then the record. */
  void end() {
    agents.forEach(agent -> agent.mark(true));
    topics.flush();
    agents.forEach(agent -> agent.ledger(true));
    topics.flush();
    topics.run(record(RunStatus.ENDED));
    topics.flush();
  }

  private RunRecord record(RunStatus status) {
    RunRecord.Builder record =
        RunRecord.newBuilder()
            .setRunId(runId)
            .setScenario("recorded")
            .setScenarioHash("none")
            .setStatus(status)
            .setStartedAtMicros(startedAtMicros)
            .setAgents(agents.stream().map(RecordedAgent::agentId).toList())
            .setOperations(RandomOutcomes.OPERATIONS)
            .setPlan(List.of());
    if (status == RunStatus.ENDED) {
      record.setEndedAtMicros(
          agents.stream().mapToLong(RecordedAgent::watermarkMicros).max().orElseThrow());
    }
    return record.build();
  }
}
