package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.cardinality.Budget;
import io.plimsoll.analyzer.cardinality.CrowdFindings;
import io.plimsoll.analyzer.delta.DeltaReader;
import io.plimsoll.analyzer.kpi.AccumulatorPool;
import io.plimsoll.analyzer.retention.WindowRetention;
import io.plimsoll.schemas.AgentLedger;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.SystemSample;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All open runs of one partition. Takes deltas, ledgers and run records in any order; at each flush
 * it closes the windows that every agent has passed, tells what is new, and ends the runs of which
 * everything has come. A run that lost an agent, whose outcomes may go on forever not coming, ends
 * when nothing has come for a number of ticks; so does, after many more, one whose end was never
 * announced. For one thread.
 */
final class OpenRuns {
  /** Marks of finished runs that are kept, so that a late record does not open them again. */
  static final int FINISHED_KEPT = 10_000;

  private final int partitions;
  private final Waits waits;
  private final Budget budget;
  private final WindowRetention retention;
  private final Map<String, RunMerge> runs = new TreeMap<>();
  private final TreeSet<String> finished = new TreeSet<>();
  private final Map<String, RunMerge> crowdedOut = new LinkedHashMap<>();
  private final Set<String> refused = new LinkedHashSet<>(); // there are too many even to crowd out
  private final Set<RunMerge> touched = new LinkedHashSet<>();
  private final Set<RunMerge> behind = new LinkedHashSet<>(); // have windows that wait to be closed
  private final SourceReads reads;
  private final RunEnds ends;
  private final RunFlush flush;
  private final AccumulatorPool pool = new AccumulatorPool();
  private final LiveRoom room = new LiveRoom(pool);
  private final DeltaReader deltas = new DeltaReader();
  private final MergeStore store;
  private final DeltaMerge merge;
  private long touches;

  /**
   * @param partitions of request-outcomes
   */
  OpenRuns(
      int partitions, Waits waits, Budget budget, WindowRetention retention, MergeStore store) {
    this.partitions = partitions;
    this.waits = waits;
    this.budget = budget;
    this.retention = retention;
    WindowLadder nowhere = new WindowLadder(pool, 1, retention);
    nowhere.shut();
    this.reads = new SourceReads(partitions);
    this.ends = new RunEnds(waits, reads);
    this.flush = new RunFlush(waits, pool, store);
    this.store = store;
    this.merge = new DeltaMerge(this, store, reads, nowhere, partitions);
  }

  /**
   * @return whether the run is open and has taken it
   */
  boolean record(RunRecord record) {
    Optional<RunMerge> run = touch(record.getRunId());
    run.ifPresent(open -> open.record(record));
    return run.isPresent();
  }

  /**
   * @return whether the run is open and has taken it
   */
  boolean ledger(AgentLedger ledger) {
    return touch(ledger.getRunId()).map(open -> open.ledger(ledger)).orElse(false);
  }

  /** Whether a run is open that asks for samples. */
  boolean wantsSamples() {
    return runs.values().stream().anyMatch(RunMerge::wantsSamples);
  }

  /** Samples keep no run open, and open none. */
  void sample(SystemSample sample) {
    RunMerge run = sample.getRunId() == null ? null : runs.get(sample.getRunId());
    if (run != null) {
      run.sample(sample);
      touched.add(run);
    }
  }

  /**
   * @return how many outcomes came of runs that have ended, and are counted nowhere, by run
   * @throws IllegalArgumentException when these are not the bytes of a delta
   */
  Map<String, Long> delta(byte[] record) {
    deltas.read(record, merge);
    room.make(runs.values());
    return merge.takeAfterEnd();
  }

  /**
   * What was merged since the last flush, in items of few outcomes: about as much as the next flush
   * has to do.
   */
  int workSinceFlush() {
    return merge.workSinceFlush();
  }

  /** Whether windows could be closed that the last flush had no room for. */
  boolean isBehind() {
    return !behind.isEmpty();
  }

  /** Whether a run is open, and may be waiting in vain: somebody must keep ticking. */
  boolean anyWaits() {
    return !runs.isEmpty();
  }

  /** Accumulators that live now, of all runs. */
  int liveAccumulators() {
    return pool.live();
  }

  /** Records of a partition that could not be read: they may have been any run's. */
  void unreadable(long count) {
    runs.values().forEach(run -> run.unreadable(count));
    touched.addAll(runs.values());
  }

  /** A moment of wall time has passed. */
  void tick() {
    reads.tick();
    for (RunMerge run : runs.values()) {
      run.tick();
      if (run.isOver() || run.quietTicks() >= waits.abandonTicks()) {
        touched.add(run);
      }
    }
  }

  /** The run, about which something came; empty when it is finished or there is no room for it. */
  Optional<RunMerge> touch(String runId) {
    if (finished.contains(runId) || crowdedOut.containsKey(runId)) {
      return Optional.empty();
    }
    if (crowdedOut.size() >= budget.runsPerPartition() && !runs.containsKey(runId)) {
      refused.add(runId);
      return Optional.empty();
    }
    RunMerge run = run(runId);
    run.touch(++touches);
    touched.add(run);
    if (runs.size() > budget.runsPerPartition()) {
      crowdOut();
    }
    return Optional.of(run);
  }

  /** Makes room: the run that has been silent longest goes. */
  private void crowdOut() {
    RunMerge silent = Collections.min(runs.values(), Comparator.comparingLong(RunMerge::touchedAt));
    runs.remove(silent.runId());
    touched.remove(silent);
    behind.remove(silent);
    crowdedOut.put(silent.runId(), silent);
  }

  private RunMerge run(String runId) {
    return runs.computeIfAbsent(runId, this::newRun);
  }

  private RunMerge newRun(String runId) {
    RunMerge run = new RunMerge(runId, partitions, budget, retention, pool);
    run.hearLate(store.windows(runId));
    return run;
  }

  /** Tells and stores everything that has changed since the last flush. */
  void flush(MergeOutput out) {
    crowdedOut.values().forEach(run -> finishCrowdedOut(run, out));
    crowdedOut.clear();
    refused.forEach(id -> finishCrowdedOut(newRun(id), out));
    refused.clear();
    flush.begin();
    behind.addAll(touched); // those that were behind come first
    touched.clear();
    for (RunMerge run : List.copyOf(behind)) {
      boolean hadRoom = flush.hasRoom();
      boolean done = flush(run, out);
      if (done || hadRoom) {
        behind.remove(run);
      }
      if (!done && hadRoom) {
        behind.add(run); // it has had its turn
      }
    }
    merge.flushed();
  }

  /**
   * @return false when it needs another flush
   */
  private boolean flush(RunMerge run, MergeOutput out) {
    if (ends.isFinished(run)) {
      return end(run, Optional.empty(), out);
    }
    if (ends.isAbandoned(run)) {
      return end(run, Optional.of(ends.abandoned()), out);
    }
    return flush.advance(run, out);
  }

  private boolean end(RunMerge run, Optional<String> early, MergeOutput out) {
    boolean closed = flush.closeAll(run, out);
    if (closed) {
      finish(run, early, out);
    }
    return closed;
  }

  private void finishCrowdedOut(RunMerge run, MergeOutput out) {
    String why =
        "more than %d runs were open at once and this one had been silent longest: it was closed early"
            .formatted(budget.runsPerPartition());
    out.finding(CrowdFindings.runs(run.runId(), budget.runsPerPartition()));
    finish(run, Optional.of(why), out);
  }

  private void finish(RunMerge run, Optional<String> early, MergeOutput out) {
    flush.finish(run, early, out);
    runs.remove(run.runId());
    finished.add(run.runId());
    if (finished.size() > FINISHED_KEPT) {
      store.forgetFinished(finished.pollFirst());
    }
  }

  /** Takes back everything from the store; the records and ledgers come through the decoder. */
  void restore(RunDecoder decoder) {
    store.readAll(
        new MergeStore.Contents() {
          @Override
          public void record(String runId, byte[] raw) {
            run(runId).record(decoder.record(raw));
          }

          @Override
          public void ledger(String runId, byte[] raw) {
            run(runId).ledger(decoder.ledger(raw));
          }

          @Override
          public void state(String runId, byte[] state) {
            run(runId).restoreState(state);
          }

          @Override
          public void totals(String runId, int chunk, byte[] totals) {
            run(runId).ladder().restoreTotals(chunk, totals);
          }

          @Override
          public void journal(String runId, long slot, long number, byte[] entry) {
            run(runId).ladder().restoreJournal(slot, number, entry);
            room.make(runs.values());
          }

          @Override
          public void rules(String runId, byte[] state) {
            run(runId).restoreRules(state);
          }

          @Override
          public void slice(String runId, long width, long start, byte[] slice) {
            run(runId).rules().ifPresent(rules -> rules.restoreSlice(width, start, slice));
          }

          @Override
          public RunFindings detectors(String runId) {
            return run(runId).detectors();
          }

          @Override
          public void finished(String runId) {
            finished.add(runId);
          }
        });
    touched.addAll(runs.values());
  }
}
