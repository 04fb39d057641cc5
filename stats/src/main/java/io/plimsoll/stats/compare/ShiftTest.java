package io.plimsoll.stats.compare;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * Whether values of a candidate tend to be larger or smaller than those of a baseline: Brunner and
 * Munzel's (2000) test for the probability that a value of the one exceeds one of the other. It
 * looks at ranks only, so outliers and the shape of the distribution do not matter, and the two may
 * vary differently. The variances of both means of placements are raised for autocorrelation, and
 * Student's degrees of freedom follow from the effective numbers of values. Where the samples lie
 * (nearly) apart and the placements no longer vary, a quarter of the variance that equal
 * distributions have is the least that is assumed.
 *
 * @param superiority probability that a value of the candidate exceeds one of the baseline, ties
 *     counting half: 0…1
 * @param statistic Student's t
 * @param pValue two-sided
 * @param autocorrelation at lag one, as assumed
 */
public record ShiftTest(
    double superiority, double statistic, double pValue, double autocorrelation) {
  private static final int FEWEST = 3;
  private static final double LEAST_VARIANCE = 0.25;

  /**
   * @param baseline in order of time, equally spaced
   * @param candidate likewise; another number of them will do
   * @throws IllegalArgumentException with fewer than three values on a side, or one that is not
   *     finite
   */
  public static ShiftTest of(double[] baseline, double[] candidate) {
    Samples.finite("baseline", baseline, FEWEST);
    Samples.finite("candidate", candidate, FEWEST);
    int n = baseline.length;
    int m = candidate.length;
    double[] ranks = Samples.ranks(Samples.joined(baseline, candidate));
    double[] own = Samples.ranks(baseline);
    double[] others = Samples.ranks(candidate);
    double[] below = placements(ranks, 0, own, m);
    double[] above = placements(ranks, n, others, n);
    Dependence dependence = Dependence.of(own, others);
    double first = variance(below) / n * dependence.inflation(n);
    double second = variance(above) / m * dependence.inflation(m);
    double equal =
        LEAST_VARIANCE * (n + m + 1) / (12.0 * n * m) * dependence.inflation(Math.min(n, m));
    double superiority = Samples.mean(above);
    double t = (superiority - 0.5) / Math.sqrt(Math.max(first + second, equal));
    double freedom =
        freedom(first, second, dependence.effective(n), dependence.effective(m), first + second);
    double p = 2 * new TDistribution(freedom).cumulativeProbability(-Math.abs(t));
    return new ShiftTest(superiority, t, p, dependence.coefficient());
  }

  /** The share of the other sample that lies below each value. */
  private static double[] placements(double[] ranks, int from, double[] own, int others) {
    double[] shares = new double[own.length];
    for (int i = 0; i < own.length; i++) {
      shares[i] = (ranks[from + i] - own[i]) / others;
    }
    return shares;
  }

  private static double variance(double[] values) {
    double mean = Samples.mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / (values.length - 1);
  }

  /** Welch and Satterthwaite's. */
  private static double freedom(double first, double second, double n, double m, double sum) {
    double a = Math.max(1, n - 1);
    double b = Math.max(1, m - 1);
    if (sum <= 0) {
      return Math.min(a, b);
    }
    return sum * sum / (first * first / a + second * second / b);
  }
}
