package io.plimsoll.stats.scaling;

/**
 * Where a series has settled, by the marginal standard error rule (MSER; White 1997, "An effective
 * truncation heuristic for bias reduction in simulation output"): the cut after which the mean of
 * what is left is surest. A cut beyond half of the series says that it never settled.
 *
 * @param cut values to leave out at the start
 * @param settled whether the rest can be called steady
 */
public record SteadyState(int cut, boolean settled) {
  private static final int LEAST_LEFT = 5;

  /**
   * @param values evenly spaced in time
   */
  public static SteadyState of(double[] values) {
    if (values.length < 2 * LEAST_LEFT) {
      return new SteadyState(0, false);
    }
    double sum = 0;
    double squares = 0;
    double origin = values[values.length - 1];
    double least = Double.POSITIVE_INFINITY;
    int cut = 0;
    for (int i = values.length - 1; i >= 0; i--) {
      double value = values[i] - origin;
      sum += value;
      squares += value * value;
      double left = values.length - i;
      double doubt = (squares - sum * sum / left) / (left * left);
      if (left >= LEAST_LEFT && doubt <= least) {
        least = doubt;
        cut = i;
      }
    }
    boolean settled = cut <= values.length / 2;
    return new SteadyState(settled ? cut : values.length / 2, settled);
  }
}
