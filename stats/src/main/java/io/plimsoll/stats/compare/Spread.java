package io.plimsoll.stats.compare;

/** Spreads in units of a normal standard deviation. */
public final class Spread {
  private static final double MAD_TO_SIGMA = 1.4826;
  private static final double IQR_TO_SIGMA = 1 / 1.349;

  private Spread() {}

  /**
   * Around zero: the larger of what the median size and the quartiles say; the root of the mean
   * square where both are 0, as when most values are the same.
   */
  public static double robust(double[] centred) {
    double[] sizes = new double[centred.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(centred[i]);
    }
    double quartiles = Samples.quantile(centred, 0.75) - Samples.quantile(centred, 0.25);
    double spread = Math.max(MAD_TO_SIGMA * Samples.median(sizes), IQR_TO_SIGMA * quartiles);
    return spread > 0 ? spread : Math.sqrt(Samples.meanSquare(centred));
  }

  /** The median of the distances from the median. */
  public static double medianDeviation(double[] values) {
    double[] sizes = Samples.centred(values);
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(sizes[i]);
    }
    return MAD_TO_SIGMA * Samples.median(sizes);
  }

  /** The population standard deviation. */
  public static double deviation(double[] values) {
    double mean = Samples.mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / values.length);
  }

  /** By linear interpolation between the order statistics; q is 0…1. */
  public static double quantile(double[] values, double q) {
    return Samples.quantile(values, q);
  }
}
