package io.plimsoll.stats.anomaly;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.special.Gamma;

/**
 * Bayesian online change point detection (Adams and MacKay 2007, arXiv:0710.3742) for values that
 * are normal with unknown mean and variance: how likely each time since the last change is. Run
 * lengths beyond a bound are held at the bound, so memory and time per value are bounded.
 * Immutable.
 *
 * @param hazard probability of a change at any value
 * @param most longest run length that is told apart
 * @param prior belief about mean and variance after a change
 * @param runs one per run length, from 0 on
 */
public record RunLength(double hazard, int most, Belief prior, List<Run> runs) {
  public RunLength {
    if (!(hazard > 0 && hazard < 1) || most < 2) {
      throw new IllegalArgumentException(
          "expected a hazard between 0 and 1 and run lengths of at least 2, found "
              + hazard
              + " and "
              + most);
    }
    runs = List.copyOf(runs);
  }

  /**
   * A run length.
   *
   * @param probability that it is the true one
   * @param belief about the values of this run
   */
  public record Run(double probability, Belief belief) {}

  /**
   * Normal-inverse-gamma belief (Murphy 2007, "Conjugate Bayesian analysis of the Gaussian
   * distribution", eq. 85–89).
   *
   * @param mean μ
   * @param weight κ: values that the mean is worth
   * @param shape α: half the values that the variance is worth
   * @param scale β
   */
  public record Belief(double mean, double weight, double shape, double scale) {

    Belief with(double value) {
      double distance = value - mean;
      return new Belief(
          mean + distance / (weight + 1),
          weight + 1,
          shape + 0.5,
          scale + weight * distance * distance / (2 * (weight + 1)));
    }

    /** Density of the next value: Student's t. */
    double density(double value) {
      double degrees = 2 * shape;
      double spread = Math.sqrt(scale * (weight + 1) / (shape * weight));
      double t = (value - mean) / spread;
      double log =
          Gamma.logGamma((degrees + 1) / 2)
              - Gamma.logGamma(degrees / 2)
              - Math.log(degrees * Math.PI) / 2
              - Math.log(spread)
              - (degrees + 1) / 2 * Math.log1p(t * t / degrees);
      return Math.exp(log);
    }
  }

  /** Before the first value, which is sure to begin a run. */
  public static RunLength fresh(double hazard, int most, Belief prior) {
    return new RunLength(hazard, most, prior, List.of(new Run(1, prior)));
  }

  /** After the next value. */
  public RunLength next(double value) {
    List<Run> grown = new ArrayList<>();
    double changed = 0;
    double total = 0;
    for (Run run : runs) {
      double joint = run.probability * run.belief.density(value);
      changed += joint * hazard;
      total += joint;
      grown.add(new Run(joint * (1 - hazard), run.belief.with(value)));
    }
    if (!(total > 0)) {
      return fresh(hazard, most, prior); // a value beyond all belief tells nothing of the next run
    }
    List<Run> next = new ArrayList<>();
    next.add(new Run(changed / total, prior));
    double sum = total;
    grown.forEach(run -> next.add(new Run(run.probability / sum, run.belief)));
    return new RunLength(hazard, most, prior, bounded(next));
  }

  /** The likeliest number of values since the last change. */
  public int likeliest() {
    int best = 0;
    for (int i = 1; i < runs.size(); i++) {
      best = runs.get(i).probability > runs.get(best).probability ? i : best;
    }
    return best;
  }

  /** The probability that the last change lies at most so many values back. */
  public double within(int values) {
    double sum = 0;
    for (int i = 0; i <= Math.min(values, runs.size() - 1); i++) {
      sum += runs.get(i).probability;
    }
    return Math.min(1, sum);
  }

  /** The last two run lengths become one, with the belief of the likelier. */
  private List<Run> bounded(List<Run> next) {
    if (next.size() <= most + 1) {
      return next;
    }
    Run last = next.remove(next.size() - 1);
    Run before = next.remove(next.size() - 1);
    Belief belief = last.probability >= before.probability ? last.belief : before.belief;
    next.add(new Run(last.probability + before.probability, belief));
    return next;
  }
}
