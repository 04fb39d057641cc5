package io.plimsoll.stats.trend;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The Mann–Kendall test for a monotone trend (Mann 1945; Kendall 1975) with its published
 * corrections for values that hang together. NaN stands for a value that was never measured and is
 * left out. These are the reference forms, kept to compare with other tools; their false alarms
 * under autocorrelation are well above the nominal level, so judge drift by {@link DriftTest}.
 */
public final class MannKendall {
  private MannKendall() {}

  /** For independent values; ties reduce the variance. */
  public static TrendTest test(double[] values) {
    double[] x = Series.present(values);
    return TrendTest.continuous(score(x), variance(x), pairs(x.length));
  }

  /** {@link #hamedRao(double[], int)} over every lag. */
  public static TrendTest hamedRao(double[] values) {
    return hamedRao(values, Series.present(values).length - 1);
  }

  /**
   * The variance corrected by the significant (5 %) autocorrelations of the ranks of the detrended
   * series: Hamed and Rao (1998), "A modified Mann–Kendall trend test for autocorrelated data".
   *
   * @param lags how many lags are looked at, from 1 to one less than there are values
   */
  public static TrendTest hamedRao(double[] values, int lags) {
    double[] x = Series.present(values);
    double n = x.length;
    double[] detrended = Series.without(x, SenSlope.of(values).slope());
    double[] acf = Autocorrelation.upTo(Series.ranks(detrended), lags);
    double limit = new NormalDistribution().inverseCumulativeProbability(0.975) / Math.sqrt(n);
    double sum = 0;
    for (int i = 1; i <= lags; i++) {
      if (Math.abs(acf[i]) > limit) {
        sum += (n - i) * (n - i - 1) * (n - i - 2) * acf[i];
      }
    }
    return test(values).inflated(1 + 2 / (n * (n - 1) * (n - 2)) * sum);
  }

  /** {@link #yueWang(double[], int)} over every lag. */
  public static TrendTest yueWang(double[] values) {
    return yueWang(values, Series.present(values).length - 1);
  }

  /**
   * The variance corrected by the effective sample size of the detrended series: Yue and Wang
   * (2004), "The Mann–Kendall test modified by effective sample size".
   *
   * @param lags how many lags are looked at, from 1 to one less than there are values
   */
  public static TrendTest yueWang(double[] values, int lags) {
    double[] x = Series.present(values);
    double[] acf = Autocorrelation.upTo(Series.without(x, SenSlope.of(values).slope()), lags);
    double sum = 0;
    for (int i = 1; i <= lags; i++) {
      sum += (1 - i / (double) x.length) * acf[i];
    }
    return test(values).inflated(1 + 2 * sum);
  }

  /** The test of what is left when the first autocorrelation is taken out (von Storch 1995). */
  public static TrendTest preWhitened(double[] values) {
    double[] x = Series.present(values);
    return test(Series.whitened(x, Autocorrelation.first(x)));
  }

  /**
   * The same, with the trend set aside meanwhile: Yue, Pilon, Phinney and Cavadias (2002), "The
   * influence of autocorrelation on the ability to detect trend".
   */
  public static TrendTest trendFreePreWhitened(double[] values) {
    double[] x = Series.present(values);
    double slope = SenSlope.of(values).slope();
    double[] detrended = Series.without(x, slope);
    double[] white = Series.whitened(detrended, Autocorrelation.first(detrended));
    return test(Series.without(white, -slope));
  }

  /** Rising pairs less falling ones. */
  static double score(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = i + 1; j < x.length; j++) {
        sum += Math.signum(x[j] - x[i]);
      }
    }
    return sum;
  }

  /** Of the score of independent values, given their ties. */
  static double variance(double[] x) {
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    double sum = term(sorted.length);
    for (int from = 0; from < sorted.length; ) {
      int to = from;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      sum -= term(to - from);
      from = to;
    }
    return sum / 18;
  }

  static double pairs(double n) {
    return n * (n - 1) / 2;
  }

  private static double term(double n) {
    return n * (n - 1) * (2 * n + 5);
  }
}
