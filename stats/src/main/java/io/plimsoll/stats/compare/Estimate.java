package io.plimsoll.stats.compare;

import java.util.List;

/**
 * A figure of one run or of several, with its uncertainty.
 *
 * @param value the figure; of several runs their mean
 * @param below its standard error downwards, as it follows from the windows of the runs
 * @param above its standard error upwards
 * @param runs how many runs
 * @param spread standard deviation of the figure between runs; 0 of a single run
 */
public record Estimate(double value, double below, double above, int runs, double spread) {
  public Estimate {
    if (!Double.isFinite(value) || below < 0 || above < 0 || runs < 1 || spread < 0) {
      throw new IllegalArgumentException(
          "expected a finite value, errors of at least 0 and a run, found "
              + List.of(value, below, above, runs, spread));
    }
  }

  /** Of one run, with the same error both ways. */
  public static Estimate of(double value, double error) {
    return new Estimate(value, error, error, 1, 0);
  }

  /**
   * Runs of the same kind taken together, each with the same weight.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Estimate pooled(List<Estimate> runs) {
    int n = runs.size();
    if (n == 0) {
      throw new IllegalArgumentException("expected at least one run");
    }
    double mean = runs.stream().mapToDouble(Estimate::value).average().orElseThrow();
    double squares = runs.stream().mapToDouble(run -> square(run.value - mean)).sum();
    double below = runs.stream().mapToDouble(run -> square(run.below)).sum();
    double above = runs.stream().mapToDouble(run -> square(run.above)).sum();
    double spread = n > 1 ? Math.sqrt(squares / (n - 1)) : 0;
    return new Estimate(mean, Math.sqrt(below) / n, Math.sqrt(above) / n, n, spread);
  }

  /** The spread between runs as a share of the figure; 0 of a single run or a figure of 0. */
  public double variation() {
    return value == 0 ? 0 : spread / Math.abs(value);
  }

  private static double square(double value) {
    return value * value;
  }
}
