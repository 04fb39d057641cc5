package io.plimsoll.stats.compare;

/**
 * How far the mean of values that hang together is less certain than their number says, for
 * first-order autoregression.
 *
 * @param coefficient lag-one autocorrelation that is assumed, 0 to {@value #MOST}
 */
record Dependence(double coefficient) {
  private static final double MOST = 0.97;

  /** So many standard errors are added to a coefficient of one, fewer to a smaller one. */
  private static final double CAUTION = 2;

  /**
   * From series of the same nature, each taken around its own mean. The estimate is freed of the
   * bias −(1 + 3φ)/n that taking out a mean brings (Marriott and Pope 1954) and, since an
   * underestimate costs more than an overestimate, raised by its own uncertainty in proportion to
   * its size: independent values stay independent.
   */
  static Dependence of(double[]... series) {
    double products = 0;
    double squares = 0;
    int count = 0;
    for (double[] values : series) {
      double mean = Samples.mean(values);
      for (int i = 0; i < values.length; i++) {
        squares += (values[i] - mean) * (values[i] - mean);
        products += i == 0 ? 0 : (values[i] - mean) * (values[i - 1] - mean);
      }
      count += values.length;
    }
    double each = (double) count / series.length;
    if (squares <= 0 || each <= 4) {
      return new Dependence(0);
    }
    double free = (each * products / squares + 1) / (each - 3);
    double phi = Math.min(MOST, Math.max(0, free));
    double raised = phi + CAUTION * phi * Math.sqrt((1 - phi * phi) / count);
    return new Dependence(Math.min(MOST, raised));
  }

  /** The variance of the mean of n values over that of n independent ones, exactly. */
  double inflation(int n) {
    double phi = coefficient;
    double tail = 2 * phi * (1 - Math.pow(phi, n)) / (n * (1 - phi) * (1 - phi));
    return (1 + phi) / (1 - phi) - tail;
  }

  /**
   * The same for values of which only a part hangs together, as counts of few events do: there the
   * first coefficient alone says too little, so the larger of the above and of a sum over √n lags
   * counts, the far half of them fading out (the flat-top weights of Politis and Romano 1995).
   */
  static double longRun(double[] values) {
    int n = values.length;
    int lags = (int) (1.5 * Math.cbrt(n));
    double mean = Samples.mean(values);
    double sum = 1;
    double variance = covariance(values, mean, 0);
    for (int lag = 1; lag <= lags && variance > 0; lag++) {
      double weight = Math.min(1, 2 * (1 - lag / (lags + 1.0)));
      sum += 2 * weight * (covariance(values, mean, lag) / variance + 1.0 / n);
    }
    return Math.max(sum, of(values).inflation(n));
  }

  private static double covariance(double[] values, double mean, int lag) {
    double sum = 0;
    for (int i = lag; i < values.length; i++) {
      sum += (values[i] - mean) * (values[i - lag] - mean);
    }
    return sum;
  }

  /** To how many independent values n amount. */
  double effective(int n) {
    return n * (1 - coefficient) / (1 + coefficient);
  }
}
