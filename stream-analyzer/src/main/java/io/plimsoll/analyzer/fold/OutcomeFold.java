package io.plimsoll.analyzer.fold;

import io.plimsoll.analyzer.cardinality.Budget;
import io.plimsoll.analyzer.deadletter.RejectedRecordException;
import io.plimsoll.analyzer.delta.DeltaWriter;
import io.plimsoll.analyzer.intake.EventTimes;
import io.plimsoll.analyzer.kpi.AccumulatorPool;
import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.analyzer.names.PairTable;
import io.plimsoll.schemas.AgentProgress;
import io.plimsoll.schemas.outcome.OutcomeReader;
import io.plimsoll.schemas.outcome.OutcomeView;
import io.plimsoll.schemas.serde.WireException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Folds the outcomes and marks of one partition into accumulators per run, operation and second,
 * and hands them on as deltas. Between two drains it holds what it has read since the first; after
 * a drain it holds nothing. For one thread.
 */
public final class OutcomeFold {
  /**
   * Live accumulators above which a drain is due before the commit. One takes 0.6 KiB with few
   * values and about 2 KiB with more, and while the analyzer catches up every partition may hold as
   * many, each of another second.
   */
  static final int MOST_LIVE = 8_000;

  /** Names remembered; above this the tables are begun anew at the next drain. */
  private static final int MOST_NAMES = 50_000;

  /** Targets without news learn that this partition is read once per this much event time. */
  private static final long CLOCK_STEP_MICROS = 2_000_000;

  private static final long MICROS_PER_SECOND = 1_000_000;

  private final OutcomeReader reader;
  private final int operationsPerRun;
  private final ToIntFunction<String> partitionOf;
  private final List<DeltaWriter> writers = new ArrayList<>();
  private final long[] toldClock;
  private final long[] toldRead;
  private final AccumulatorPool pool = new AccumulatorPool();
  private final Map<String, RunFold> runs = new HashMap<>();
  private final List<RunFold> liveRuns = new ArrayList<>();
  private final PairTable<Series> series = new PairTable<>(this::newSeries);
  private final PairTable<AgentFold> agents = new PairTable<>(this::newAgent);
  private DeltaRecords target;
  private AgentFold lastAgent;
  private long latestMicros; // that the record can tell of
  private long clockMicros;
  private long drainedClock; // as it was at the last drain
  private long unreadable;
  private long taken;
  private long marks;
  private boolean toEnd;
  private int live;

  /**
   * @param source the partition that is read
   * @param partitions of the deltas topic
   * @param partitionOf the deltas partition of a run id
   * @param budget of operations: no more of a run are held apart at a time
   */
  public OutcomeFold(
      OutcomeReader reader,
      int source,
      int partitions,
      ToIntFunction<String> partitionOf,
      Budget budget) {
    this.reader = reader;
    this.operationsPerRun = budget.operationsPerRun();
    this.partitionOf = partitionOf;
    this.toldClock = new long[partitions];
    this.toldRead = new long[partitions];
    for (int i = 0; i < partitions; i++) {
      int partition = i;
      writers.add(new DeltaWriter(source, delta -> target.record(partition, delta)));
    }
  }

  /**
   * Takes one record of the partition.
   *
   * @param recordMillis its Kafka timestamp; 0 when it has none
   * @param rejected is told of what can never be used: the record, or single outcomes of a batch
   * @throws WireException when the registry does not answer
   */
  public void add(byte[] record, long recordMillis, Consumer<RejectedRecordException> rejected) {
    add(record, 0, record == null ? 0 : record.length, recordMillis, rejected);
  }

  /** The same of the record that fills this part of an array. */
  public void add(
      byte[] bytes,
      int from,
      int to,
      long recordMillis,
      Consumer<RejectedRecordException> rejected) {
    latestMicros = EventTimes.latestMicros(recordMillis);
    try {
      if (reader.kindOf(bytes, from, to) == OutcomeReader.Kind.PROGRESS) {
        mark(reader.progress(Arrays.copyOfRange(bytes, from, to)));
      } else {
        outcomes(reader.outcomes(bytes, from, to), rejected);
      }
    } catch (WireException e) {
      rejected.accept(RejectedRecordException.unreadable(e));
      unreadable++;
    } catch (RejectedRecordException e) {
      rejected.accept(e);
    }
  }

  private void outcomes(int count, Consumer<RejectedRecordException> rejected) {
    for (int i = 0; i < count; i++) {
      try {
        outcome(reader.view(i));
      } catch (RejectedRecordException e) {
        countRejected(e);
        rejected.accept(count == 1 ? e : e.at(i, count));
      }
    }
    taken += count;
  }

  /** Against its run, or where no run can have that id, against all there are. */
  private void countRejected(RejectedRecordException why) {
    if (why.runId().isPresent()) {
      RunFold run = run(why.runId().get());
      run.rejected();
      touch(run);
    } else {
      unreadable++;
    }
  }

  private void outcome(OutcomeView view) {
    Refusals.requireInRange(view, latestMicros);
    long end = view.endMicros();
    long second = end / MICROS_PER_SECOND;
    Series of = seriesOf(view);
    AgentFold agent = agentOf(view); // before anything is counted: it may be refused
    KpiAccumulator kpis = of.find(second);
    if (kpis == null) {
      kpis = open(of, second);
    }
    kpis.add(
        view.outcomeOrdinal(),
        view.intendedStartMicros(),
        view.startMicros(),
        end,
        view.bytesSent(),
        view.bytesReceived());
    agent.outcome(view.sequence(), second);
    if (end > clockMicros) {
      clockMicros = end;
    }
  }

  private Series seriesOf(OutcomeView view) {
    return series.get(
        view.bytes(),
        view.runIdOffset(),
        view.runIdLength(),
        view.operationOffset(),
        view.operationLength());
  }

  private AgentFold agentOf(OutcomeView view) {
    byte[] bytes = view.bytes();
    int run = view.runIdOffset();
    int runLength = view.runIdLength();
    int agent = view.agentIdOffset();
    int agentLength = view.agentIdLength();
    AgentFold last = lastAgent; // records of an agent come in batches
    if (last == null || !last.is(bytes, run, runLength, agent, agentLength)) {
      last = agents.get(bytes, run, runLength, agent, agentLength);
      lastAgent = last;
    }
    return last;
  }

  private KpiAccumulator open(Series of, long second) {
    boolean beyond = of.isEmpty() && of.run().holds(operationsPerRun);
    Series into = beyond ? of.run().other() : of;
    KpiAccumulator kpis = beyond ? into.find(second) : null;
    return kpis == null ? begin(into, second) : kpis;
  }

  private KpiAccumulator begin(Series of, long second) {
    KpiAccumulator kpis = pool.take();
    if (of.isEmpty()) {
      of.run().touched(of);
      touch(of.run());
    }
    of.add(second, kpis);
    live++;
    return kpis;
  }

  private void touch(RunFold run) {
    if (run.becomesLive()) {
      liveRuns.add(run);
    }
  }

  private void mark(AgentProgress progress) {
    Refusals.requireInRange(progress, latestMicros);
    long watermark = progress.getWatermarkMicros();
    byte[] run = progress.getRunId().getBytes(StandardCharsets.UTF_8);
    byte[] pair = (progress.getRunId() + progress.getAgentId()).getBytes(StandardCharsets.UTF_8);
    AgentFold agent = agents.get(pair, 0, run.length, run.length, pair.length - run.length);
    agent.mark(watermark, progress.getEnded());
    touch(run(progress.getRunId()));
    marks++;
    clockMicros = Math.max(clockMicros, watermark);
  }

  /** Names are looked at where they are new; one that is wrong is new every time. */
  private Series newSeries(byte[] run, byte[] operation) {
    Refusals.requireOperation(run, operation);
    return new Series(run(string(run)), operation);
  }

  private AgentFold newAgent(byte[] run, byte[] agent) {
    Refusals.requireAgent(run, agent);
    return new AgentFold(run(string(run)), agent);
  }

  private RunFold run(String runId) {
    return runs.computeIfAbsent(
        runId, id -> new RunFold(id.getBytes(StandardCharsets.UTF_8), partitionOf.applyAsInt(id)));
  }

  private static String string(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** What was taken last was the end of the partition's log. */
  public void reachedEnd() {
    toEnd = true;
  }

  /** Outcomes read so far, the rejected ones of readable records included. */
  public long taken() {
    return taken;
  }

  /** Whether so much is held that a drain should not wait for the commit. */
  public boolean isFull() {
    return live >= MOST_LIVE || names() >= 2 * MOST_NAMES;
  }

  /** Hands everything on as deltas and forgets it. */
  public void drain(DeltaRecords to) {
    target = to;
    boolean[] touched = new boolean[writers.size()];
    for (RunFold run : liveRuns) {
      touched[run.partition()] = true;
      run.drain(writers.get(run.partition()), pool);
    }
    for (int i = 0; i < touched.length; i++) {
      if (touched[i] || unreadable > 0 || isTimeToTell(i)) {
        writers.get(i).finish(unreadable, toEnd);
        toldClock[i] = clockMicros;
        toldRead[i] = taken + marks;
      }
    }
    drainedClock = clockMicros;
    toEnd = false;
    target = null;
    liveRuns.clear();
    live = 0;
    unreadable = 0;
    forgetNames();
  }

  /** Also when the clock stands, because a run of another one was further on. */
  private boolean isTimeToTell(int partition) {
    return taken + marks > toldRead[partition]
        && (clockMicros >= toldClock[partition] + CLOCK_STEP_MICROS || clockMicros == drainedClock);
  }

  private int names() {
    return series.size() + agents.size() + runs.size();
  }

  /** Names of operations and runs long gone must not pile up. */
  private void forgetNames() {
    if (names() > MOST_NAMES) {
      series.clear();
    }
    if (names() > MOST_NAMES) { // agents know where they stand; they are forgotten only in need
      agents.clear();
      runs.clear();
      lastAgent = null;
    }
  }
}
