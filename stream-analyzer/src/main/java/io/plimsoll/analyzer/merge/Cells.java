package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.kpi.AccumulatorPool;
import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.stats.sketch.ByteReader;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * Accumulators of one window, or of the whole run, by the index of the operation. One that came
 * encoded, with few outcomes and as the only one of its operation, stays where it lies, in the
 * bytes of a delta: of thousands of operations most do, and are told of when the window closes.
 */
final class Cells {
  private final long baseMicros;
  private final AccumulatorPool pool;
  private final KpiAccumulator decoded;
  private final ByteReader reader = new ByteReader(new byte[0]);
  private KpiAccumulator[] byIndex = new KpiAccumulator[16];
  private byte[][] encodedIn = new byte[16][]; // null where it is not encoded
  private int[] encodedAt = new int[16];
  private boolean[] dirty = new boolean[16];
  private int[] used = new int[16];
  private int count;

  /**
   * @param baseMicros start of the window
   * @param decoded takes what is found encoded, one at a time
   */
  Cells(long baseMicros, AccumulatorPool pool, KpiAccumulator decoded) {
    this.baseMicros = baseMicros;
    this.pool = pool;
    this.decoded = decoded;
  }

  /** That of the operation, which is about to change. */
  KpiAccumulator change(int index) {
    use(index);
    KpiAccumulator cell = byIndex[index];
    if (cell == null) {
      cell = pool.take();
      byIndex[index] = cell;
      if (encodedIn[index] != null) {
        decode(index, cell);
        forgetEncoded(index);
      }
    }
    return cell;
  }

  /**
   * Merges an encoded accumulator.
   *
   * @param fromMicros its times are told from then on
   */
  void merge(int index, ByteReader accumulator, long fromMicros) {
    boolean first = index >= byIndex.length || isFree(index);
    int from = accumulator.position();
    if (first && fromMicros == baseMicros && KpiAccumulator.skipFew(accumulator)) {
      use(index);
      encodedIn[index] = accumulator.source();
      encodedAt[index] = from;
      pool.encoded(1);
    } else {
      change(index).mergeEncoded(accumulator, fromMicros);
    }
  }

  private boolean isFree(int index) {
    return byIndex[index] == null && encodedIn[index] == null;
  }

  private void use(int index) {
    if (index >= byIndex.length) {
      int wider = Math.max(index + 1, byIndex.length * 2);
      byIndex = Arrays.copyOf(byIndex, wider);
      encodedIn = Arrays.copyOf(encodedIn, wider);
      encodedAt = Arrays.copyOf(encodedAt, wider);
      dirty = Arrays.copyOf(dirty, wider);
    }
    if (isFree(index)) {
      if (count == used.length) {
        used = Arrays.copyOf(used, count * 2);
      }
      used[count++] = index;
    }
    dirty[index] = true;
  }

  private void decode(int index, KpiAccumulator into) {
    reader.wrap(encodedIn[index]);
    reader.seek(encodedAt[index]);
    into.mergeEncoded(reader, baseMicros);
  }

  private void forgetEncoded(int index) {
    encodedIn[index] = null;
    pool.encoded(-1);
  }

  /** That of the operation, valid until another is asked for; null when there is none. */
  KpiAccumulator find(int index) {
    if (index >= byIndex.length || encodedIn[index] == null) {
      return index < byIndex.length ? byIndex[index] : null;
    }
    decoded.clear();
    decode(index, decoded);
    return decoded;
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
        release(index);
      } else {
        used[left++] = index;
      }
    }
    count = left;
  }

  private void release(int index) {
    if (byIndex[index] != null) {
      pool.give(byIndex[index]);
      byIndex[index] = null;
    } else {
      forgetEncoded(index);
    }
  }

  int count() {
    return count;
  }

  /** Whether there is one that has changed since it was clean. */
  boolean isDirty(int index) {
    return index < dirty.length && dirty[index];
  }

  void clean(int index) {
    dirty[index] = false;
  }

  /** Gives the accumulators back; nothing must be asked of these cells any more. */
  void release() {
    forEach(this::release);
  }
}
