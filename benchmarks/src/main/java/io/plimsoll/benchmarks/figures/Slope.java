package io.plimsoll.benchmarks.figures;

import java.util.Arrays;
import java.util.Locale;

/**
 * The slope of a series by Theil and Sen: the median of the slopes between all pairs of points,
 * with Sen's (1968) distribution-free 95 % interval. Points that hang together, as memory does,
 * make the interval too narrow: read it as a lower bound of the doubt.
 *
 * @param perX the slope
 * @param low lower end of its interval
 * @param high upper end
 */
public record Slope(double perX, double low, double high) {
  private static final double Z_95 = 1.959964;

  /**
   * @throws IllegalArgumentException with fewer than three points, or of different numbers
   */
  public static Slope of(double[] x, double[] y) {
    int n = x.length;
    if (n < 3 || n != y.length) {
      throw new IllegalArgumentException(
          "expected at least three pairs, found " + n + " and " + y.length);
    }
    double[] slopes = new double[n * (n - 1) / 2];
    int count = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        if (x[i] != x[j]) {
          slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
        }
      }
    }
    double[] sorted = Arrays.copyOf(slopes, count);
    Arrays.sort(sorted);
    double spread = Z_95 * Math.sqrt(n * (n - 1.0) * (2.0 * n + 5) / 18);
    int low = (int) Math.max(0, Math.floor((count - spread) / 2));
    int high = (int) Math.min(count - 1.0, Math.ceil((count + spread) / 2));
    return new Slope(Medians.of(sorted), sorted[low], sorted[high]);
  }

  /** Whether no growth is within the doubt, or there is none. */
  public boolean notGrowing() {
    return low <= 0;
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
