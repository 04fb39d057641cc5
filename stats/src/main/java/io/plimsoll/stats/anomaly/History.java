package io.plimsoll.stats.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The latest values of a series, bounded, with the mean of any stretch of them in constant time.
 * Not thread-safe.
 */
final class History {
  private final double[] sums;
  private final int mask;
  private long count;

  /**
   * @param count how many values there ever were
   * @param sums running sums before and after each value that is kept, oldest first
   */
  record State(long count, List<Double> sums) {
    State {
      sums = List.copyOf(sums);
    }
  }

  /**
   * @param capacity how many values are kept at least; rounded up to a power of two less one
   */
  History(int capacity) {
    sums = new double[Integer.highestOneBit(capacity) * 2];
    mask = sums.length - 1;
  }

  static History of(int capacity, State state) {
    History history = new History(capacity);
    history.count = state.count;
    long oldest = state.count - (state.sums.size() - 1);
    for (int i = 0; i < state.sums.size(); i++) {
      history.sums[history.cell(oldest + i)] = state.sums.get(i);
    }
    return history;
  }

  void add(double value) {
    double sum = sums[cell(count)] + value;
    count++;
    sums[cell(count)] = sum;
    if ((count & mask) == 0) {
      rebase();
    }
  }

  /** How many values are kept. */
  int size() {
    return (int) Math.min(count, sums.length - 1L);
  }

  /** The value so many steps ago; 0 is the latest. */
  double value(int ago) {
    return mean(ago, 1);
  }

  /** The mean of {@code length} values, the last of them {@code ago} steps ago. */
  double mean(int ago, int length) {
    return sum(ago, length) / length;
  }

  /** Their sum. */
  double sum(int ago, int length) {
    return sums[cell(count - ago)] - sums[cell(count - ago - length)];
  }

  State state() {
    List<Double> kept = new ArrayList<>(size() + 1);
    for (long i = count - size(); i <= count; i++) {
      kept.add(sums[cell(i)]);
    }
    return new State(count, kept);
  }

  /** Keeps the running sums small, so that a long series loses no digits. */
  private void rebase() {
    double base = sums[cell(count - size())];
    Arrays.setAll(sums, i -> sums[i] - base);
  }

  private int cell(long index) {
    return (int) (index & mask);
  }
}
