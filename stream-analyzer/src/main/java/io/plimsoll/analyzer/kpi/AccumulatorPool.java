package io.plimsoll.analyzer.kpi;

import java.util.ArrayDeque;

/** Accumulators between two uses, with the memory they have grown to. For one thread. */
public final class AccumulatorPool {
  /** One that has been busy keeps about 20 KiB, and each task has a pool of its own. */
  private static final int KEPT = 256;

  /** So many encoded ones take the memory of one that is not. */
  private static final int ENCODED = 4;

  private final ArrayDeque<KpiAccumulator> idle = new ArrayDeque<>();
  private int live;
  private int encoded;

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

  /** So many more are kept encoded somewhere, or less. */
  public void encoded(int more) {
    encoded += more;
  }

  /** How many were taken and not given back, with those kept encoded for what they take. */
  public int live() {
    return live + (encoded + ENCODED - 1) / ENCODED;
  }
}
