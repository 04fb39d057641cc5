package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.kpi.AccumulatorPool;
import java.util.Collection;
import java.util.Comparator;

/**
 * Bounds the accumulators that live at once in all runs of a partition. While the analyzer catches
 * up, partitions are read in turns, and seconds stay open until the last partition has passed them:
 * hours of them, where little happens in each. Beyond the bound, ten seconds after ten seconds are
 * put aside, the oldest ones of the run that has most. For one thread.
 */
final class LiveRoom {
  /** An accumulator takes 0.4 KiB with few values, about 2 KiB with some, 20 KiB with very many. */
  static final int LIVE = 12_000;

  /**
   * What a run needs beside: its totals, windows of 60 s and of 10 s, two of each at their borders,
   * the seconds of grace, and when it has many operations, the seconds that partitions are apart
   * while the analyzer catches up.
   */
  static final int LIVE_PER_OPERATION = 40;

  private final AccumulatorPool pool;

  LiveRoom(AccumulatorPool pool) {
    this.pool = pool;
  }

  /** Puts windows aside while there are too many and there is any that can be. */
  void make(Collection<RunMerge> runs) {
    if (pool.live() <= LIVE) {
      return;
    }
    long operations = runs.stream().mapToLong(run -> run.ladder().operations()).sum();
    long most = LIVE + LIVE_PER_OPERATION * operations;
    while (pool.live() > most && largest(runs).ladder().putOldestAside()) {
      // one more slot
    }
  }

  private static RunMerge largest(Collection<RunMerge> runs) {
    return runs.stream()
        .max(Comparator.comparingInt(run -> run.ladder().liveSeconds()))
        .orElseThrow();
  }
}
