package io.plimsoll.stats.sla;

import java.util.Arrays;

/**
 * Growth over time as a share of the level at its beginning, by a line that a few outliers don't
 * move: its slope is the median of the slopes of all pairs (H. Theil 1950; P. K. Sen 1968), its
 * height the median of what the slope leaves.
 */
public final class Growth {
  /** Fewer points say nothing about a trend. */
  public static final int LEAST_POINTS = 10;

  private Growth() {}

  /**
   * The growth from the first point to the last: 0.05 for five per cent.
   *
   * @param levels at equal distances in time, {@link #LEAST_POINTS} or more, finite
   * @return 0 where nothing changes; infinite where a level of 0 began to grow
   */
  public static double of(double[] levels) {
    int n = levels.length;
    if (n < LEAST_POINTS) {
      throw new IllegalArgumentException(n + " points, expected " + LEAST_POINTS + " or more");
    }
    double slope = slope(levels);
    double[] heights = new double[n];
    for (int i = 0; i < n; i++) {
      heights[i] = levels[i] - slope * i;
    }
    double change = slope * (n - 1);
    return change == 0 ? 0 : change / Math.abs(median(heights));
  }

  private static double slope(double[] levels) {
    int n = levels.length;
    double[] slopes = new double[n * (n - 1) / 2];
    int count = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        slopes[count++] = (levels[j] - levels[i]) / (j - i);
      }
    }
    return median(slopes);
  }

  /** Sorts the values. */
  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : values[middle - 1] / 2 + values[middle] / 2;
  }
}
