package io.plimsoll.stats.cause;

import java.util.Arrays;

/** Whether two series rise and fall together, whatever their units (Spearman 1904). */
public final class RankCorrelation {
  private RankCorrelation() {}

  /**
   * Spearman's ρ with mean ranks for ties, −1…1; 0 when one of them does not change.
   *
   * @throws IllegalArgumentException when they are not of the same length
   */
  public static double of(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(x.length + " and " + y.length + " values");
    }
    return pearson(ranks(x), ranks(y));
  }

  /**
   * The same with the part taken out that both owe to a third series (Kendall 1942): what is left
   * between a resource and a latency when the load explains both.
   */
  public static double partial(double[] x, double[] y, double[] given) {
    double xy = of(x, y);
    double xz = of(x, given);
    double yz = of(y, given);
    double left = (1 - xz * xz) * (1 - yz * yz);
    return left < 1e-9 ? 0 : Math.max(-1, Math.min(1, (xy - xz * yz) / Math.sqrt(left)));
  }

  private static double[] ranks(double[] values) {
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + to - 1) / 2.0;
      }
      from = to;
    }
    return ranks;
  }

  private static double pearson(double[] x, double[] y) {
    double meanX = Arrays.stream(x).average().orElse(0);
    double meanY = Arrays.stream(y).average().orElse(0);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    return xx == 0 || yy == 0 ? 0 : xy / Math.sqrt(xx * yy);
  }
}
