package io.plimsoll.stats.sla;

import io.plimsoll.stats.trend.SenSlope;

/**
 * Growth over time as a share of the level at its beginning, by the line that a few outliers don't
 * move ({@link SenSlope}), as drifts of soak runs are judged by.
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
    SenSlope line = SenSlope.of(levels);
    double change = line.slope() * (n - 1);
    return change == 0 ? 0 : change / Math.abs(line.intercept());
  }
}
