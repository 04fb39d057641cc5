package io.plimsoll.stats.anomaly;

/**
 * How long a series takes to settle, by the marginal standard error rule (MSER, White 1997, "An
 * effective truncation heuristic for bias reduction in simulation output", Simulation 69:6): leave
 * out so many of the first values that the standard error of the mean of the rest is least.
 */
final class Settling {
  private Settling() {}

  /**
   * @param values in order of time
   * @return how many of the first to leave out: 0 to two thirds of them (where what is left is too
   *     short for the rule, a longer truncation is no answer)
   */
  static int length(float[] values) {
    int least = 0;
    double leastError = Double.POSITIVE_INFINITY;
    double mean = 0;
    double squares = 0; // of deviations, by Welford's recurrence from the end
    for (int i = values.length - 1; i >= 0; i--) {
      double n = values.length - i;
      double off = values[i] - mean;
      mean += off / n;
      squares += off * (values[i] - mean);
      double error = squares / (n * n);
      if (i <= 2 * values.length / 3 && error <= leastError) {
        leastError = error;
        least = i;
      }
    }
    return least;
  }
}
