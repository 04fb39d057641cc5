package io.plimsoll.benchmarks.figures;

import io.plimsoll.stats.trend.DriftTest;
import java.util.Arrays;
import java.util.Locale;

/**
 * The slope of a series by Theil and Sen, with a 95 % interval that is widened by as much as the
 * points hang together ({@link DriftTest}), as memory and disks do.
 *
 * @param perX the slope
 * @param low lower end of its interval
 * @param high upper end
 */
public record Slope(double perX, double low, double high) {
  private static final int FEWEST = 4;
  private static final int MOST_SLOTS = 200;

  /**
   * @param x rising; it is parted into at most {@value #MOST_SLOTS} slots of the same width, of
   *     which the mean counts
   * @throws IllegalArgumentException with fewer than four points, or of different numbers
   */
  public static Slope of(double[] x, double[] y) {
    int n = x.length;
    if (n < FEWEST || n != y.length) {
      throw new IllegalArgumentException(
          "expected at least four pairs, found " + n + " and " + y.length);
    }
    int slots = Math.min(n, MOST_SLOTS);
    double width = (x[n - 1] - x[0]) / (slots - 1);
    double[] sums = new double[slots];
    int[] counts = new int[slots];
    for (int i = 0; i < n; i++) {
      int slot = (int) Math.round((x[i] - x[0]) / width);
      sums[slot] += y[i];
      counts[slot]++;
    }
    Arrays.setAll(sums, slot -> sums[slot] / counts[slot]); // NaN where there is none
    DriftTest drift = DriftTest.of(sums);
    return new Slope(drift.line().slope(), drift.line().low(), drift.line().high())
        .times(1 / width);
  }

  /** Whether no growth is within the doubt, or there is none. */
  public boolean notGrowing() {
    return low <= 0;
  }

  /** The same of what grows by so much more. */
  public Slope plus(double more) {
    return new Slope(perX + more, low + more, high + more);
  }

  /** Scaled to another unit. */
  public Slope times(double factor) {
    return new Slope(perX * factor, low * factor, high * factor);
  }

  /** With its interval. */
  public String text() {
    return String.format(Locale.ROOT, "%.2f (%.2f … %.2f)", perX, low, high);
  }
}
