package io.plimsoll.stats.trend;

/**
 * How much a series hangs together with itself some steps later. All divide by n (not n − k), which
 * keeps the coefficients within −1…1.
 */
final class Autocorrelation {
  private Autocorrelation() {}

  /**
   * The coefficients at lags 0 to the given one; all 0 but the first when the series is constant.
   *
   * @throws IllegalArgumentException when the lag is not shorter than the series
   */
  static double[] upTo(double[] values, int lag) {
    if (lag < 0 || lag >= values.length) {
      throw new IllegalArgumentException(
          "lag: expected 0 to " + (values.length - 1) + ", found " + lag);
    }
    double mean = Series.mean(values);
    double[] result = new double[lag + 1];
    double variance = covariance(values, mean, 0);
    result[0] = 1;
    for (int k = 1; k <= lag && variance > 0; k++) {
      result[k] = covariance(values, mean, k) / variance;
    }
    return result;
  }

  /** The coefficient at lag one; 0 for fewer than two values or a constant. */
  static double first(double[] values) {
    return values.length < 2 ? 0 : upTo(values, 1)[1];
  }

  private static double covariance(double[] values, double mean, int lag) {
    double sum = 0;
    for (int i = lag; i < values.length; i++) {
      sum += (values[i] - mean) * (values[i - lag] - mean);
    }
    return sum;
  }
}
