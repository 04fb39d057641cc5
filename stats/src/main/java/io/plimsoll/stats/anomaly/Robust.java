package io.plimsoll.stats.anomaly;

import java.util.Arrays;

/** Middles that a few wild values cannot move. */
final class Robust {
  private Robust() {}

  /** The median; the mean of the middle two where their number is even. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
