package io.plimsoll.stats.compare;

import java.util.Arrays;

/** Middles and ranks. */
final class Samples {
  private Samples() {}

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  static double median(double[] values) {
    return quantile(values, 0.5);
  }

  /** By linear interpolation between the order statistics. */
  static double quantile(double[] values, double q) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double place = q * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** The values less their median. */
  static double[] centred(double[] values) {
    double middle = median(values);
    return Arrays.stream(values).map(value -> value - middle).toArray();
  }

  static double meanSquare(double[] values) {
    return Arrays.stream(values).map(value -> value * value).average().orElse(0);
  }

  static double[] joined(double[] first, double[] second) {
    double[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  /** Ranks from 1, ties sharing their mean rank. */
  static double[] ranks(double[] values) {
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (i, j) -> Double.compare(values[i], values[j]));
    double[] ranks = new double[values.length];
    int from = 0;
    while (from < order.length) {
      int to = from;
      while (to + 1 < order.length && values[order[to + 1]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i <= to; i++) {
        ranks[order[i]] = (from + to) / 2.0 + 1;
      }
      from = to + 1;
    }
    return ranks;
  }

  /** Rejects what no comparison can use. */
  static double[] finite(String name, double[] values, int fewest) {
    if (values.length < fewest) {
      throw new IllegalArgumentException(
          name + ": expected at least " + fewest + " values, found " + values.length);
    }
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(name + ": expected finite values, found " + value);
      }
    }
    return values;
  }
}
