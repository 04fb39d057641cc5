package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.kpi.AccumulatorPool;
import io.plimsoll.analyzer.kpi.KpiAccumulator;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/** Accumulators of one window, or of the whole run, by the index of the operation. */
final class Cells {
  private final AccumulatorPool pool;
  private KpiAccumulator[] byIndex = new KpiAccumulator[16];
  private boolean[] dirty = new boolean[16];
  private int[] used = new int[16];
  private int count;

  Cells(AccumulatorPool pool) {
    this.pool = pool;
  }

  /** That of the operation, which is about to change. */
  KpiAccumulator change(int index) {
    if (index >= byIndex.length) {
      int wider = Math.max(index + 1, byIndex.length * 2);
      byIndex = Arrays.copyOf(byIndex, wider);
      dirty = Arrays.copyOf(dirty, wider);
    }
    KpiAccumulator cell = byIndex[index];
    if (cell == null) {
      cell = pool.take();
      byIndex[index] = cell;
      if (count == used.length) {
        used = Arrays.copyOf(used, count * 2);
      }
      used[count++] = index;
    }
    dirty[index] = true;
    return cell;
  }

  /** That of the operation; null when there is none. */
  KpiAccumulator find(int index) {
    return index < byIndex.length ? byIndex[index] : null;
  }

  /** Visits the indices in the order in which they came. */
  void forEach(IntConsumer visitor) {
    for (int i = 0; i < count; i++) {
      visitor.accept(used[i]);
    }
  }

  /** Visits those the predicate chooses, and gives their accumulators back. */
  void take(IntPredicate chosen, IntConsumer visitor) {
    int left = 0;
    for (int i = 0; i < count; i++) {
      int index = used[i];
      if (chosen.test(index)) {
        visitor.accept(index);
        pool.give(byIndex[index]);
        byIndex[index] = null;
      } else {
        used[left++] = index;
      }
    }
    count = left;
  }

  int count() {
    return count;
  }

  boolean isDirty(int index) {
    return dirty[index];
  }

  void clean(int index) {
    dirty[index] = false;
  }

  /** Gives the accumulators back; nothing must be asked of these cells any more. */
  void release() {
    forEach(index -> pool.give(byIndex[index]));
  }
}
