package io.plimsoll.stats.scaling;

/**
 * Where a series has settled, by the marginal standard error rule (MSER; White 1997, "An effective
 * truncation heuristic for bias reduction in simulation output"): the cut in the first half after
 * which the mean of what is left is surest. A series that would be cut further, and whose halves
 * differ, never settled; then its second half is what is left.
 *
 * @param cut values to leave out at the start
 * @param settled whether the rest can be called steady
 */
public record SteadyState(int cut, boolean settled) {
  private static final int LEAST_VALUES = 4;
  private static final double ALIKE = 0.05;

  /**
   * @param values evenly spaced in time
   */
  public static SteadyState of(double[] values) {
    if (values.length < LEAST_VALUES) {
      return new SteadyState(0, false);
    }
    int half = values.length / 2;
    int cut = surest(values, half);
    double late = mean(values, half, values.length);
    boolean alike = Math.abs(mean(values, 0, half) - late) <= ALIKE * Math.abs(late);
    return new SteadyState(cut, cut < half || alike);
  }

  private static int surest(double[] values, int latest) {
    double origin = values[values.length - 1];
    double sum = 0;
    double squares = 0;
    double least = Double.POSITIVE_INFINITY;
    int cut = 0;
    for (int i = values.length - 1; i >= 0; i--) {
      double value = values[i] - origin;
      sum += value;
      squares += value * value;
      double left = values.length - i;
      double doubt = (squares - sum * sum / left) / (left * left);
      if (i <= latest && doubt <= least) {
        least = doubt;
        cut = i;
      }
    }
    return cut;
  }

  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum / (to - from);
  }
}
