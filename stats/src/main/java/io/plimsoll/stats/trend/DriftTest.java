package io.plimsoll.stats.trend;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * The Mann–Kendall test kept honest on values that hang together. The series less its Sen line is
 * taken for a first-order autoregression; its coefficient is freed of the bias that a short series
 * and the fitted line bring (Kendall 1954; Marriott and Pope 1954), and the variance of the score
 * follows from it exactly as for Gaussian ranks, whose correlation is (6/π)·asin(ρ/2) (Hamed 2009,
 * "Exact distribution of the Mann–Kendall trend test statistic for persistent data", the form for
 * large n). The standardised score is held against Student's t with the effective number of values
 * less two degrees of freedom, since the coefficient is itself estimated.
 *
 * <p>Unlike the corrections in {@link MannKendall} it keeps its level up to φ = 0.6: see
 * docs/accuracy.md for the simulation.
 *
 * @param test score, variance and z after correction; the p-value is Student's
 * @param line the Sen line with an interval widened by the same inflation
 * @param autocorrelation the coefficient that was assumed, 0 to {@value #MOST}
 * @param effectiveCount to how many independent values the series amounts
 */
public record DriftTest(
    TrendTest test, SenSlope line, double autocorrelation, double effectiveCount) {
  private static final double MOST = 0.97;
  private static final int FEWEST = 4;

  /**
   * @param values one per step, equally spaced; NaN where nothing was measured
   * @throws IllegalArgumentException with fewer than four values
   */
  public static DriftTest of(double[] values) {
    double[] present = Series.present(values);
    int n = present.length;
    if (n < FEWEST) {
      throw new IllegalArgumentException("a drift needs at least four values, found " + n);
    }
    SenSlope plain = SenSlope.of(values);
    double phi = coefficient(residuals(values, plain), n);
    double inflation = inflation(n, phi);
    TrendTest z = MannKendall.test(present).inflated(inflation);
    double effective = n * (1 - phi) / (1 + phi);
    TDistribution student = new TDistribution(Math.max(1, effective - 2));
    double p = 2 * student.cumulativeProbability(-Math.abs(z.z()));
    return new DriftTest(
        new TrendTest(z.score(), z.variance(), z.z(), p, z.tau()),
        SenSlope.of(values, 0.95, inflation),
        phi,
        effective);
  }

  /** Whether it rises or falls beyond doubt, at a two-sided level such as 0.05. */
  public boolean drifts(double level) {
    return test.pValue() < level;
  }

  /** What is left of the measured values, in order. */
  private static double[] residuals(double[] values, SenSlope line) {
    double[] rest = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      rest[i] = values[i] - line.at(i);
    }
    return Series.present(rest);
  }

  /** After taking out a line, the estimate falls short by (2 + 4φ)/n. */
  private static double coefficient(double[] residuals, int n) {
    double raw = Autocorrelation.first(residuals);
    double unbiased = n > 8 ? (n * raw + 2) / (n - 4) : raw;
    return Math.min(MOST, Math.max(0, unbiased));
  }

  /** Variance of the score over that of independent values, for an autoregression. */
  static double inflation(int n, double phi) {
    double total = n * ((double) n * n - 1) / 12;
    double sum = 0;
    double power = phi;
    for (int lag = 1; lag < n && power > 1e-6; lag++, power *= phi) {
      sum += 6 / Math.PI * Math.asin(power / 2) * overlap(n, lag);
    }
    return 1 + 2 * sum / total;
  }

  /** Σ c(i)·c(i + lag) over the centred steps c. */
  private static double overlap(int n, int lag) {
    double m = n - lag;
    return m * (m * m - 1) / 12 - m * (double) lag * lag / 4;
  }
}
