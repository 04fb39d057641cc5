package io.plimsoll.analyzer.kpi;

import java.util.ArrayDeque;

/** Accumulators between two uses, with the memory they have grown to. For one thread. */
public final class AccumulatorPool {
  /** One that has been busy keeps about 20 KiB, and each task has a pool of its own. */
  private static final int KEPT = 256;

  private final ArrayDeque<KpiAccumulator> idle = new ArrayDeque<>();
  private int live;

  /** An empty accumulator. */
  public KpiAccumulator take() {
    live++;
    KpiAccumulator accumulator = idle.pollLast();
    return accumulator == null ? new KpiAccumulator() : accumulator;
  }

  /** Takes back an accumulator that nobody holds any more. */
  public void give(KpiAccumulator accumulator) {
    live--;
    if (idle.size() < KEPT) {
      accumulator.clear();
      idle.addLast(accumulator);
    }
  }

  /** How many were taken and not given back. */
  public int live() {
    return live;
  }
}
