package io.plimsoll.stats.compare;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * From a baseline's figure to a candidate's, with a 95 % interval: the method of variance estimates
 * recovery (Zou and Donner 2008), which keeps the skew of both intervals. A relative change is
 * worked out on logarithms.
 *
 * <p>Where a side has several runs, their spread is held against what the windows within runs say,
 * and the larger error counts: the windows of a run know nothing of what differs between runs. With
 * a single run on each side that difference is unknown.
 *
 * @param baseline its figure
 * @param candidate its figure
 * @param amount candidate − baseline, or candidate / baseline − 1 of a relative change
 * @param lower of the 95 % interval of the amount
 * @param upper of it
 * @param pValue two-sided, for no change
 */
public record Change(
    double baseline, double candidate, double amount, double lower, double upper, double pValue) {
  private static final double LEVEL = 0.95;
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  /** In the figures' own unit, for figures that may be 0, such as error rates. */
  public static Change absolute(Estimate baseline, Estimate candidate) {
    Errors errors = Errors.of(baseline, candidate);
    double amount = candidate.value() - baseline.value();
    return new Change(
        baseline.value(),
        candidate.value(),
        amount,
        amount - errors.reach() * errors.down(),
        amount + errors.reach() * errors.up(),
        errors.pValue(amount));
  }

  /**
   * As a share of the baseline.
   *
   * @throws IllegalArgumentException when one of them is not above 0
   */
  public static Change relative(Estimate baseline, Estimate candidate) {
    Errors errors = Errors.of(logarithm(baseline), logarithm(candidate));
    double amount = Math.log(candidate.value() / baseline.value());
    return new Change(
        baseline.value(),
        candidate.value(),
        Math.expm1(amount),
        Math.expm1(amount - errors.reach() * errors.down()),
        Math.expm1(amount + errors.reach() * errors.up()),
        errors.pValue(amount));
  }

  private static Estimate logarithm(Estimate plain) {
    double value = plain.value();
    if (!(value > 0)) {
      throw new IllegalArgumentException("a relative change needs figures above 0, found " + value);
    }
    double z = NORMAL.inverseCumulativeProbability((1 + LEVEL) / 2);
    double low = Math.max(value - z * plain.below(), value * 1e-6);
    return new Estimate(
        Math.log(value),
        Math.log(value / low) / z,
        Math.log1p(z * plain.above() / value) / z,
        plain.runs(),
        plain.spread() / value);
  }

  /**
   * Standard errors of a difference.
   *
   * @param down towards smaller differences
   * @param up towards larger ones
   * @param freedom Student's; infinite where only windows were looked at
   */
  private record Errors(double down, double up, double freedom) {

    static Errors of(Estimate baseline, Estimate candidate) {
      double down = Math.hypot(candidate.below(), baseline.above());
      double up = Math.hypot(candidate.above(), baseline.below());
      int freedom = baseline.runs() + candidate.runs() - 2;
      double between = freedom > 0 ? between(baseline, candidate, freedom) : 0;
      return between > Math.max(down, up)
          ? new Errors(between, between, freedom)
          : new Errors(down, up, Double.POSITIVE_INFINITY);
    }

    private static double between(Estimate baseline, Estimate candidate, int freedom) {
      double squares =
          (baseline.runs() - 1) * baseline.spread() * baseline.spread()
              + (candidate.runs() - 1) * candidate.spread() * candidate.spread();
      return Math.sqrt(squares / freedom * (1.0 / baseline.runs() + 1.0 / candidate.runs()));
    }

    /** How many standard errors the interval reaches. */
    double reach() {
      double q = (1 + LEVEL) / 2;
      return Double.isInfinite(freedom)
          ? NORMAL.inverseCumulativeProbability(q)
          : new TDistribution(null, freedom).inverseCumulativeProbability(q);
    }

    double pValue(double amount) {
      if (amount == 0) {
        return 1;
      }
      double error = amount > 0 ? down : up;
      double z = error > 0 ? Math.abs(amount) / error : Double.POSITIVE_INFINITY;
      return Double.isInfinite(freedom)
          ? 2 * NORMAL.cumulativeProbability(-z)
          : 2 * new TDistribution(null, freedom).cumulativeProbability(-z);
    }
  }
}
