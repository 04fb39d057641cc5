package io.plimsoll.stats.trend;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * A straight line that a quarter of wild values cannot move: the median of the slopes between all
 * pairs of points (Theil 1950; Sen 1968, "Estimates of the regression coefficient based on
 * Kendall's tau"), with Sen's interval. Where the values hang together the plain interval is too
 * narrow: give {@link #of(double[], double, double)} the inflation that {@link DriftTest} finds.
 *
 * @param slope units of the value per step
 * @param intercept the line at step 0
 * @param low lower end of the slope's interval
 * @param high upper end
 */
public record SenSlope(double slope, double intercept, double low, double high) {

  /** With the 95 % interval of independent values. */
  public static SenSlope of(double[] values) {
    return of(values, 0.95, 1);
  }

  /**
   * @param values one per step; NaN where nothing was measured
   * @param confidence of the interval, between 0 and 1
   * @param inflation how many times the variance of independent values Kendall's score has; at
   *     least 1 for values that hang together
   * @throws IllegalArgumentException with fewer than two values, or a confidence out of range
   */
  public static SenSlope of(double[] values, double confidence, double inflation) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "confidence: expected between 0 and 1, found " + confidence);
    }
    double[] slopes = pairs(values);
    double[] present = Series.present(values);
    double z = new NormalDistribution().inverseCumulativeProbability((1 + confidence) / 2);
    double spread = z * Math.sqrt(MannKendall.variance(present) * Math.max(0, inflation));
    int low = (int) Math.max(0, Math.floor((slopes.length - spread) / 2));
    int high = (int) Math.min(slopes.length - 1.0, Math.ceil((slopes.length + spread) / 2));
    double slope = Series.medianOfSorted(slopes, slopes.length);
    return new SenSlope(slope, intercept(values, slope, 1), slopes[low], slopes[high]);
  }

  /**
   * The median slope within each season, per cycle rather than per step (Hirsch, Slack and Smith
   * 1982): what a daily wave does to a plain slope, it cannot do here. The interval is Sen's over
   * all of these slopes.
   *
   * @param period steps in a cycle, at least 1
   */
  public static SenSlope seasonal(double[] values, int period) {
    double[] all = new double[0];
    double variance = 0;
    for (int season = 0; season < period; season++) {
      double[] column = Series.season(values, period, season);
      double[] slopes = slopesOf(column);
      int had = all.length;
      all = Arrays.copyOf(all, had + slopes.length);
      System.arraycopy(slopes, 0, all, had, slopes.length);
      variance += MannKendall.variance(Series.present(column));
    }
    Arrays.sort(all);
    double spread = 1.959963984540054 * Math.sqrt(variance);
    int low = (int) Math.max(0, Math.floor((all.length - spread) / 2));
    int high = (int) Math.min(all.length - 1.0, Math.ceil((all.length + spread) / 2));
    double slope = Series.medianOfSorted(all, all.length);
    return new SenSlope(slope, intercept(values, slope, period), all[low], all[high]);
  }

  /** Where the line is at a step. */
  public double at(double step) {
    return intercept + slope * step;
  }

  private static double intercept(double[] values, double slope, int stepsPerUnit) {
    double[] steps = new double[values.length];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        steps[count++] = i;
      }
    }
    double middle = Series.medianOfSorted(steps, count);
    return Series.median(Series.present(values)) - middle / stepsPerUnit * slope;
  }

  private static double[] pairs(double[] values) {
    double[] slopes = slopesOf(values);
    if (slopes.length == 0) {
      throw new IllegalArgumentException("a slope needs at least two values");
    }
    Arrays.sort(slopes);
    return slopes;
  }

  private static double[] slopesOf(double[] values) {
    double[] slopes = new double[values.length * Math.max(0, values.length - 1) / 2];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      for (int j = i + 1; j < values.length && !Double.isNaN(values[i]); j++) {
        if (!Double.isNaN(values[j])) {
          slopes[count++] = (values[j] - values[i]) / (j - i);
        }
      }
    }
    return Arrays.copyOf(slopes, count);
  }
}
