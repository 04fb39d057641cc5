package io.plimsoll.stats.trend;

import java.util.Arrays;

/**
 * Mann–Kendall over several series at once: the seasons of one, or the same thing seen at several
 * places. NaN stands for a value that was never measured.
 */
public final class JointTrend {
  private JointTrend() {}

  /** Season by season: Hirsch, Slack and Smith (1982). */
  public static TrendTest seasonal(double[] values, int period) {
    return independent(seasons(values, period));
  }

  /** Series that don't depend on each other, as of several regions: Helsel and Frans (2006). */
  public static TrendTest independent(double[][] series) {
    double score = 0;
    double variance = 0;
    double pairs = 0;
    for (double[] one : series) {
      double[] x = Series.present(one);
      score += MannKendall.score(x);
      variance += MannKendall.variance(x);
      pairs += MannKendall.pairs(x.length);
    }
    return TrendTest.continuous(score, variance, pairs);
  }

  /** Seasons that may depend on each other: Hirsch and Slack (1984). */
  public static TrendTest correlatedSeasonal(double[] values, int period) {
    return correlated(seasons(values, period));
  }

  /**
   * Series that may depend on each other; a step at which one of them lacks a value is left out of
   * all.
   *
   * @throws IllegalArgumentException when they differ in length
   */
  public static TrendTest correlated(double[][] series) {
    double[][] x = complete(series);
    double score = 0;
    double variance = 0;
    double pairs = 0;
    for (double[] one : x) {
      score += MannKendall.score(one);
      pairs += MannKendall.pairs(one.length);
      for (double[] other : x) {
        variance += covariance(one, other);
      }
    }
    return TrendTest.plain(score, variance, pairs);
  }

  /** The trend of a series that a second one does not explain: Libiseller and Grimvall (2002). */
  public static TrendTest partial(double[] values, double[] covariate) {
    double[][] x = complete(new double[][] {values, covariate});
    double n = x[0].length;
    double variance = n * (n - 1) * (2 * n + 5) / 18;
    double share = covariance(x[0], x[1]) / variance;
    double raw = MannKendall.score(x[0]);
    double rest = raw - share * MannKendall.score(x[1]);
    TrendTest test = TrendTest.plain(rest, (1 - share * share) * variance, 1);
    return new TrendTest(
        rest, test.variance(), test.z(), test.pValue(), raw / MannKendall.pairs(n));
  }

  /** Of the scores of two series: Dietz and Killeen (1981). */
  private static double covariance(double[] x, double[] z) {
    double n = x.length;
    double concordance = 0;
    double ranks = 0;
    double[] rankX = Series.ranks(x);
    double[] rankZ = Series.ranks(z);
    for (int i = 0; i < x.length; i++) {
      ranks += rankX[i] * rankZ[i];
      for (int j = i + 1; j < x.length; j++) {
        concordance += Math.signum((x[j] - x[i]) * (z[j] - z[i]));
      }
    }
    return (concordance + 4 * ranks - n * (n + 1) * (n + 1)) / 3;
  }

  private static double[][] seasons(double[] values, int period) {
    if (period < 1 || period > values.length) {
      throw new IllegalArgumentException(
          "period: expected 1 to " + values.length + ", found " + period);
    }
    int cycles = (values.length + period - 1) / period;
    double[] padded = Arrays.copyOf(values, cycles * period);
    Arrays.fill(padded, values.length, padded.length, Double.NaN);
    double[][] seasons = new double[period][];
    for (int i = 0; i < period; i++) {
      seasons[i] = Series.season(padded, period, i);
    }
    return seasons;
  }

  private static double[][] complete(double[][] series) {
    int length = series[0].length;
    boolean[] whole = new boolean[length];
    Arrays.fill(whole, true);
    for (double[] one : series) {
      if (one.length != length) {
        throw new IllegalArgumentException(
            "expected series of one length, found " + length + " and " + one.length);
      }
      for (int i = 0; i < length; i++) {
        whole[i] &= !Double.isNaN(one[i]);
      }
    }
    return Arrays.stream(series).map(one -> kept(one, whole)).toArray(double[][]::new);
  }

  private static double[] kept(double[] values, boolean[] keep) {
    double[] kept = new double[values.length];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (keep[i]) {
        kept[count++] = values[i];
      }
    }
    return Arrays.copyOf(kept, count);
  }
}
