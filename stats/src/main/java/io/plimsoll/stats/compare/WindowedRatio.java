package io.plimsoll.stats.compare;

/**
 * A ratio of sums over the windows of a run (errors to requests, latency to requests, requests to
 * seconds) with its standard error: that of the mean of numerator − ratio · denominator, raised for
 * autocorrelation (batch means with windows as batches; Cochran 1977, ratio estimator).
 */
public final class WindowedRatio {
  private WindowedRatio() {}

  /**
   * @param numerators one per window, in order of time
   * @param denominators as many, none negative
   * @throws IllegalArgumentException when the denominators sum to 0 or the numbers differ
   */
  public static Estimate of(double[] numerators, double[] denominators) {
    int n = numerators.length;
    double above = sum(numerators);
    double below = sum(denominators);
    if (n != denominators.length || !(below > 0)) {
      throw new IllegalArgumentException(
          "expected as many denominators as numerators with a sum above 0, found "
              + denominators.length
              + " with "
              + below);
    }
    double ratio = above / below;
    double[] rest = new double[n];
    for (int i = 0; i < n; i++) {
      rest[i] = numerators[i] - ratio * denominators[i];
    }
    if (n < 2) {
      return Estimate.of(ratio, 0);
    }
    double variance = sum(squares(rest)) / (n - 1) * n * Dependence.longRun(rest);
    return Estimate.of(ratio, Math.sqrt(variance) / below);
  }

  private static double[] squares(double[] values) {
    double[] squares = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      squares[i] = values[i] * values[i];
    }
    return squares;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
