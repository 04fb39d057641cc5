package io.plimsoll.stats.changepoint;

import java.util.Arrays;

/** The median around each value; the ends are mirrored. Steps stay sharp, short spikes vanish. */
final class RunningMedian {
  private RunningMedian() {}

  /**
   * @param width odd, at most twice the number of values less one
   */
  static double[] of(double[] values, int width) {
    int half = width / 2;
    double[] result = new double[values.length];
    double[] window = new double[width];
    for (int i = 0; i < values.length; i++) {
      for (int k = -half; k <= half; k++) {
        window[k + half] = values[mirrored(i + k, values.length)];
      }
      Arrays.sort(window);
      result[i] = window[half];
    }
    return result;
  }

  private static int mirrored(int i, int n) {
    int inside = Math.abs(i);
    return inside < n ? inside : 2 * (n - 1) - inside;
  }
}
