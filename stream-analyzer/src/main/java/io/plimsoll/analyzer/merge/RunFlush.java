package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.kpi.AccumulatorPool;
import io.plimsoll.analyzer.run.RunFacts;
import io.plimsoll.analyzer.run.RunSummaries;
import java.util.Optional;

/**
 * What a flush does for one run after another: it closes windows, tells what is new and stores what
 * has changed, within the windows that a flush may tell of. For one thread.
 */
final class RunFlush {
  /**
   * Of runs with more operations only the whole is told while a second is open, each operation when
   * it closes, and live summaries come less often.
   */
  static final int MANY_OPERATIONS = 500;

  /** How often those come. */
  private static final int LARGE_SUMMARY_TICKS = 10;

  /**
   * Windows told of in a flush, after which no more are closed: those of one width and start, of
   * 10,000 operations. A flush must be short, because no record is taken meanwhile, and above all
   * shorter than the timeout of its transaction.
   */
  static final int WINDOWS_PER_FLUSH = 10_000;

  private final Waits waits;
  private final AccumulatorPool pool;
  private final MergeStore store;
  private final RunSummaries summaries = new RunSummaries();
  private int tellable; // windows that this flush may still tell of

  RunFlush(Waits waits, AccumulatorPool pool, MergeStore store) {
    this.waits = waits;
    this.pool = pool;
    this.store = store;
  }

  /** The next flush begins. */
  void begin() {
    tellable = WINDOWS_PER_FLUSH;
  }

  /** Whether windows may still be told of in this flush. */
  boolean hasRoom() {
    return tellable > 0;
  }

  /**
   * A run that goes on.
   *
   * @return whether all its windows are closed that can be
   */
  boolean advance(RunMerge run, MergeOutput out) {
    boolean large = run.ladder().operations() > MANY_OPERATIONS;
    close(run, run.closableThroughMicros(waits.graceMicros()), out);
    run.judgeOpen(store.windows(run.runId()), out);
    run.ladder().showLive(out.windows(run.runId()), large);
    run.tellCrowds(out);
    save(run);
    if (tellable > WINDOWS_PER_FLUSH / 2 && run.takesSummary(large ? LARGE_SUMMARY_TICKS : 0)) {
      RunFacts facts = run.facts();
      run.rules().ifPresent(rules -> rules.totals(facts.totals(), out));
      out.summary(summaries.live(facts));
      facts.totals().values().forEach(pool::give);
    }
    return hasRoom();
  }

  /**
   * A run that has ended. Its last windows and its summary come in different flushes, when it has
   * very many.
   *
   * @return whether all its windows are closed, and it can be finished
   */
  boolean closeAll(RunMerge run, MergeOutput out) {
    close(run, Long.MAX_VALUE, out);
    boolean closed = tellable > WINDOWS_PER_FLUSH / 2;
    if (!closed) {
      save(run);
    }
    return closed;
  }

  /** Tells the last of it. The windows first: what was put aside is in the totals only then. */
  void finish(RunMerge run, Optional<String> early, MergeOutput out) {
    RunStore kept = store.windows(run.runId());
    run.listen(kept, out);
    run.ladder().close(Long.MAX_VALUE, Integer.MAX_VALUE, out.windows(run.runId()), kept);
    run.closeCrowds(out);
    run.detectors().finish(out);
    RunFacts facts = run.facts();
    out.summary(summaries.closed(early.map(facts::closedEarly).orElse(facts), run.rules()));
    facts.totals().values().forEach(pool::give);
    run.ladder().release();
    store.finish(run);
  }

  private void close(RunMerge run, long throughMicros, MergeOutput out) {
    RunStore kept = store.windows(run.runId());
    run.listen(kept, out);
    tellable -= run.ladder().close(throughMicros, tellable, out.windows(run.runId()), kept);
  }

  private void save(RunMerge run) {
    RunStore kept = store.windows(run.runId());
    run.ladder().save(kept);
    run.rules().ifPresent(rules -> rules.save(kept));
    run.detectors().save(kept.detectors());
    store.putState(run.runId(), run.encodeState());
  }
}
