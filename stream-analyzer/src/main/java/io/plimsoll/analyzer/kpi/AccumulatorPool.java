package io.plimsoll.analyzer.kpi;

import java.util.ArrayDeque;

/** Accumulators between two uses, with the memory they have grown to. For one thread. */
public final class AccumulatorPool {
  /** One that has been full keeps about 18 KiB, and each task has a pool of its own. */
  private static final int KEPT = 512;

  private final ArrayDeque<KpiAccumulator> idle = new ArrayDeque<>();

  /** An empty accumulator. */
  public KpiAccumulator take() {
    KpiAccumulator accumulator = idle.pollLast();
    return accumulator == null ? new KpiAccumulator() : accumulator;
  }

  /** Takes back an accumulator that nobody holds any more. */
  public void give(KpiAccumulator accumulator) {
    if (idle.size() < KEPT) {
      accumulator.clear();
      idle.addLast(accumulator);
    }
  }
}
