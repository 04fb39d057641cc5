package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.cardinality.Budget;
import io.plimsoll.analyzer.cardinality.CrowdFindings;
import io.plimsoll.analyzer.kpi.AccumulatorPool;
import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.analyzer.retention.WindowRetention;
import io.plimsoll.analyzer.run.Incidents;
import io.plimsoll.analyzer.run.RunFacts;
import io.plimsoll.analyzer.sla.SlaStore;
import io.plimsoll.analyzer.sla.SlaWatch;
import io.plimsoll.analyzer.version.OtherVersionException;
import io.plimsoll.schemas.AgentLedger;
import io.plimsoll.schemas.Finding;
import io.plimsoll.schemas.FindingState;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.SystemSample;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.Optional;

/**
 * One run while it is open: its windows, its agents, what went wrong. Deltas, ledgers and run
 * records may come in any order. For one thread.
 */
final class RunMerge {
  private static final int STATE_VERSION = 9; // 9: what has closed and not expired, silent agents

  private final String runId;
  private final Budget budget;
  private final WindowLadder ladder;
  private final RunAgents agents;
  private RunRecord record;
  private Optional<SlaWatch> rules = Optional.empty();
  private final RunFindings detectors = new RunFindings();
  private long rejected;
  private long unreadable;
  private boolean toldOperations;
  private boolean toldAgents;
  private int quietTicks;
  private int ticksSinceSummary = Integer.MAX_VALUE / 2; // the first one is due at once
  private long touchedAt;

  /**
   * @param partitions of request-outcomes
   */
  RunMerge(
      String runId,
      int partitions,
      Budget budget,
      WindowRetention retention,
      AccumulatorPool pool) {
    this.runId = runId;
    this.budget = budget;
    this.ladder = new WindowLadder(pool, budget.operationsPerRun(), retention);
    this.agents = new RunAgents(partitions, budget.agentsPerRun());
  }

  String runId() {
    return runId;
  }

  WindowLadder ladder() {
    return ladder;
  }

  void record(RunRecord newest) {
    record = newest;
    quietTicks = 0;
    if (rules.isEmpty() || rules.get().isFresh()) {
      rules = Optional.of(new SlaWatch(newest)).filter(watch -> !watch.isEmpty());
    }
    detectors.record(newest);
  }

  /**
   * @return whether there is room for it
   */
  boolean ledger(AgentLedger newest) {
    quietTicks = 0;
    return agents.ledger(newest);
  }

  void rejected(long count) {
    rejected += count;
  }

  void unreadable(long count) {
    unreadable += count;
  }

  /** What has been read of the agent. */
  AgentReading reading(String agentId) {
    quietTicks = 0;
    return agents.reading(agentId);
  }

  /** Time has passed on a partition, by the marks of the run. */
  void elapsed(int source, long micros) {
    agents.elapsed(source, micros);
  }

  void tick() {
    quietTicks++;
    ticksSinceSummary++;
  }

  /** Whether a live summary is due that may come only so often; asking makes it so. */
  boolean takesSummary(int everyTicks) {
    boolean due = ticksSinceSummary >= everyTicks;
    ticksSinceSummary = due ? 0 : ticksSinceSummary;
    return due;
  }

  /** Ticks since anything came of this run. */
  int quietTicks() {
    return quietTicks;
  }

  /** Remembers the order in which runs were last heard of. */
  void touch(long order) {
    touchedAt = order;
  }

  long touchedAt() {
    return touchedAt;
  }

  Iterable<String> ledgerAgents() {
    return agents.ledgers().keySet();
  }

  /** Whether its record says that the run is over. */
  boolean isOver() {
    return record != null
        && switch (record.getStatus()) {
          case STARTING, RUNNING -> false;
          case ENDED, INTERRUPTED, ABORTED, FAILED -> true;
        };
  }

  /** When its last outcome was known, by its record. */
  private long endedAtMicros() {
    return record == null || record.getEndedAtMicros() == null ? 0 : record.getEndedAtMicros();
  }

  /** Whether it is over and everything there is about it has come. */
  boolean isComplete() {
    return isOver() && agents.areComplete(record.getAgents());
  }

  /**
   * Windows that end by then can be closed: every agent that is not silent has passed them, on
   * every partition, by the grace. Without its record a run has none, because its agents are not
   * known.
   */
  long closableThroughMicros(long graceMicros) {
    long watermark = record == null ? Long.MIN_VALUE : agents.watermarkMicros(record.getAgents());
    boolean known = watermark != Long.MIN_VALUE && watermark != Long.MAX_VALUE;
    return known ? watermark - graceMicros : watermark;
  }

  /** Its limits while it goes on; empty when there are none, or its record has not come. */
  Optional<SlaWatch> rules() {
    return rules;
  }

  boolean wantsSamples() {
    return record != null;
  }

  void sample(SystemSample sample) {
    rules.ifPresent(watch -> watch.sample(sample));
    detectors.sample(sample);
  }

  /**
   * From now on the rules and the detectors read what the windows of seconds hold before these
   * close.
   */
  void listen(RunStore store, MergeOutput out) {
    ladder.beforeClosing(through -> judge(Math.min(through, endMicros()), store, out));
  }

  /** From now on the rules hear of what comes to seconds that were judged. */
  void hearLate(SlaStore store) {
    ladder.lateOutcomes(
        new LateOutcomes() {
          @Override
          public long readThroughMicros() {
            return rules.map(SlaWatch::judgedThroughMicros).orElse(Long.MIN_VALUE);
          }

          @Override
          public void late(String operation, long second, KpiAccumulator kpis) {
            rules.ifPresent(watch -> watch.late(operation, second, kpis, store));
          }
        });
  }

  /** Judges what all agents have passed, without waiting for the grace. */
  void judgeOpen(RunStore store, MergeOutput out) {
    long passed = closableThroughMicros(0);
    long through = passed == Long.MAX_VALUE ? endMicros() : passed;
    judge(Math.min(through, ladder.readableThroughMicros()), store, out);
  }

  private void judge(long throughMicros, RunStore store, MergeOutput out) {
    rules.ifPresent(watch -> watch.judge(throughMicros, ladder::second, store, out));
    detectors.judge(throughMicros, ladder, store.detectors(), out);
  }

  /** When its last outcome was known, or what is known of that. */
  private long endMicros() {
    return endedAtMicros() > 0 ? endedAtMicros() : ladder.newestMicros();
  }

  /** What is noticed of it. */
  RunFindings detectors() {
    return detectors;
  }

  /** Takes back what the rules remember; the record is there already. */
  void restoreRules(byte[] state) {
    rules = Optional.of(SlaWatch.restored(record, state));
  }

  /** Tells, once, of each budget that was exceeded. */
  void tellCrowds(MergeOutput out) {
    if (!toldOperations && ladder.isCrowded()) {
      toldOperations = true;
      out.finding(operations(FindingState.OPEN));
    }
    if (!toldAgents && agents.isCrowded()) {
      toldAgents = true;
      out.finding(agents(FindingState.OPEN));
    }
  }

  /** Tells the last of each budget that was exceeded. */
  void closeCrowds(MergeOutput out) {
    if (ladder.isCrowded()) {
      out.finding(operations(FindingState.CLOSED));
    }
    if (agents.isCrowded()) {
      out.finding(agents(FindingState.CLOSED));
    }
  }

  private Finding operations(FindingState state) {
    return CrowdFindings.operations(
        runId,
        state,
        ladder.operationsApart(),
        ladder.crowdedSinceMicros(),
        ladder.total(Budget.OTHER).count());
  }

  private Finding agents(FindingState state) {
    return CrowdFindings.agents(runId, state, budget.agentsPerRun(), agents.otherOutcomes());
  }

  /** All there is to say about it now. */
  RunFacts facts() {
    return new RunFacts(
        runId,
        Optional.ofNullable(record),
        agents.analyses(),
        agents.ledgers(),
        ladder.totals(),
        new Incidents(rejected, unreadable, crowding(), Optional.empty()));
  }

  private Optional<String> crowding() {
    return ladder.isCrowded()
        ? Optional.of(
            "the run has more than %d operations: the outcomes of the others are counted as %s"
                .formatted(ladder.operationsApart(), Budget.OTHER))
        : Optional.empty();
  }

  /** What is kept over a restart beside windows, record and ledgers. */
  byte[] encodeState() {
    ByteWriter out = new ByteWriter(256);
    out.putVarint(STATE_VERSION);
    ladder.encode(out);
    out.putVarint(rejected);
    out.putVarint(unreadable);
    out.putVarint((toldOperations ? 1 : 0) | (toldAgents ? 2 : 0));
    agents.encode(out);
    return out.copy();
  }

  /** Takes back what {@link #encodeState} wrote. */
  void restoreState(byte[] state) {
    ByteReader in = new ByteReader(state);
    OtherVersionException.check("the state of run " + runId, in.varint(), STATE_VERSION);
    ladder.restore(in);
    rejected = in.varint();
    unreadable = in.varint();
    long told = in.varint();
    toldOperations = (told & 1) != 0;
    toldAgents = (told & 2) != 0;
    agents.restore(in);
  }
}
