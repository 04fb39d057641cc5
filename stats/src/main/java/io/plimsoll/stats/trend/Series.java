package io.plimsoll.stats.trend;

import java.util.Arrays;

/** Small helps for series in which NaN stands for a value that was never measured. */
final class Series {
  private Series() {}

  /** What was measured, in order. */
  static double[] present(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
  }

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** The median; the mean of the middle two where their number is even. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return medianOfSorted(sorted, sorted.length);
  }

  /** The median of the first {@code count} of sorted values. */
  static double medianOfSorted(double[] sorted, int count) {
    int middle = count / 2;
    return count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Without a straight line through the origin: {@code values[i] − slope · (i + 1)}. */
  static double[] without(double[] values, double slope) {
    double[] rest = new double[values.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = values[i] - slope * (i + 1);
    }
    return rest;
  }

  /** Each value less the given share of the one before it; one shorter. */
  static double[] whitened(double[] values, double share) {
    double[] rest = new double[values.length - 1];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = values[i + 1] - share * values[i];
    }
    return rest;
  }

  /** Ranks from 1, ties sharing their mean rank. */
  static double[] ranks(double[] values) {
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int below = 0;
      int equal = 0;
      for (double other : values) {
        below += other < values[i] ? 1 : 0;
        equal += other == values[i] ? 1 : 0;
      }
      ranks[i] = below + (equal + 1) / 2.0;
    }
    return ranks;
  }

  /** Every {@code period}-th value from the given one on. */
  static double[] season(double[] values, int period, int first) {
    double[] season = new double[(values.length - first + period - 1) / period];
    for (int i = 0; i < season.length; i++) {
      season[i] = values[first + i * period];
    }
    return season;
  }
}
