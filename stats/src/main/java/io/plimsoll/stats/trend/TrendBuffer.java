package io.plimsoll.stats.trend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A run of any length in a bounded number of equal buckets: when the run outgrows them, neighbours
 * are merged and the width doubles. Times are event times given from outside, in any order within
 * what is kept. Not thread-safe.
 */
public final class TrendBuffer {
  private final Keep keep;
  private final int capacity;
  private final long originMicros;
  private long widthMicros;
  private final double[] sums;
  private final long[] counts;

  /** What a bucket keeps of its values. */
  public enum Keep {
    /** Their mean. */
    MEAN,
    /** Their lowest, as for memory between collections. */
    FLOOR
  }

  /**
   * Everything there is to a buffer.
   *
   * @param keep what a bucket keeps
   * @param originMicros where the first bucket begins
   * @param widthMicros of each bucket
   * @param sums sum or floor of each bucket
   * @param counts values in each
   */
  public record State(
      Keep keep, long originMicros, long widthMicros, List<Double> sums, List<Long> counts) {
    public State {
      sums = List.copyOf(sums);
      counts = List.copyOf(counts);
      if (widthMicros < 1 || sums.size() != counts.size()) {
        throw new IllegalArgumentException(
            "expected a width of at least 1 and as many sums as counts, found "
                + widthMicros
                + ", "
                + sums.size()
                + " and "
                + counts.size());
      }
    }
  }

  /**
   * @param keep what a bucket keeps
   * @param capacity buckets, an even number of at least 16
   * @param originMicros event time at which the first bucket begins
   * @param widthMicros width to begin with, at least 1
   */
  public TrendBuffer(Keep keep, int capacity, long originMicros, long widthMicros) {
    if (capacity < 16 || capacity % 2 != 0 || widthMicros < 1) {
      throw new IllegalArgumentException(
          "expected an even capacity of at least 16 and a width of at least 1, found "
              + capacity
              + " and "
              + widthMicros);
    }
    this.keep = keep;
    this.capacity = capacity;
    this.originMicros = originMicros;
    this.widthMicros = widthMicros;
    this.sums = new double[capacity];
    this.counts = new long[capacity];
  }

  /** As it was when its state was taken. */
  public static TrendBuffer of(State state) {
    TrendBuffer buffer =
        new TrendBuffer(state.keep, state.sums.size(), state.originMicros, state.widthMicros);
    for (int i = 0; i < buffer.capacity; i++) {
      buffer.sums[i] = state.sums.get(i);
      buffer.counts[i] = state.counts.get(i);
    }
    return buffer;
  }

  /**
   * Takes a value in; one that is not finite or lies before the origin is refused.
   *
   * @return whether it was taken
   */
  public boolean add(long timeMicros, double value) {
    if (!Double.isFinite(value) || timeMicros < originMicros) {
      return false;
    }
    while ((timeMicros - originMicros) / widthMicros >= capacity) {
      halve();
    }
    put((int) ((timeMicros - originMicros) / widthMicros), value, 1);
    return true;
  }

  /** One value per bucket up to the last that has any; NaN where there was none. */
  public double[] values() {
    int length = capacity;
    while (length > 0 && counts[length - 1] == 0) {
      length--;
    }
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = counts[i] == 0 ? Double.NaN : keep == Keep.MEAN ? sums[i] / counts[i] : sums[i];
    }
    return values;
  }

  /** Width of a bucket: what a step of {@link #values()} lasts. */
  public long widthMicros() {
    return widthMicros;
  }

  /** All of it, to be stored. */
  public State state() {
    List<Long> all = new ArrayList<>(capacity);
    List<Double> sum = new ArrayList<>(capacity);
    for (int i = 0; i < capacity; i++) {
      all.add(counts[i]);
      sum.add(sums[i]);
    }
    return new State(keep, originMicros, widthMicros, sum, all);
  }

  private void put(int bucket, double value, long count) {
    boolean floor = keep == Keep.FLOOR && counts[bucket] > 0;
    if (keep == Keep.FLOOR) {
      sums[bucket] = floor ? Math.min(sums[bucket], value) : value;
    } else {
      sums[bucket] += value;
    }
    counts[bucket] += count;
  }

  private void halve() {
    double[] oldSums = sums.clone();
    long[] oldCounts = counts.clone();
    Arrays.fill(sums, 0);
    Arrays.fill(counts, 0);
    for (int i = 0; i < capacity; i++) {
      if (oldCounts[i] > 0) {
        put(i / 2, oldSums[i], oldCounts[i]);
      }
    }
    widthMicros *= 2;
  }
}
