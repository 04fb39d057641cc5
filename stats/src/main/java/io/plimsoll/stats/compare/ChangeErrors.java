package io.plimsoll.stats.compare;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Standard errors of a difference.
 *
 * @param down towards smaller differences
 * @param up towards larger ones
 * @param freedom Student's; infinite where nothing differs between runs, or that is not known
 */
record ChangeErrors(double down, double up, double freedom) {
  private static final double LEVEL = 0.95;
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  /** Of two sides that know nothing of one another. */
  static ChangeErrors of(Estimate baseline, Estimate candidate) {
    double down = Math.hypot(candidate.below(), baseline.above());
    double up = Math.hypot(candidate.above(), baseline.below());
    int freedom = baseline.runs() + candidate.runs() - 2;
    double between = freedom > 0 ? between(baseline, candidate, freedom) : 0;
    return joined(down, up, between, freedom);
  }

  /**
   * What windows say and what differs between runs, added up: either alone may be small by chance.
   * The degrees of freedom are Welch and Satterthwaite's, of a sum whose first part is known.
   */
  static ChangeErrors joined(double down, double up, double between, double freedom) {
    if (between == 0) {
      return new ChangeErrors(down, up, Double.POSITIVE_INFINITY);
    }
    double windows = (down + up) / 2;
    double ratio = 1 + windows * windows / (between * between);
    return new ChangeErrors(
        Math.hypot(down, between), Math.hypot(up, between), freedom * ratio * ratio);
  }

  private static double between(Estimate baseline, Estimate candidate, int freedom) {
    double squares =
        (baseline.runs() - 1) * baseline.spread() * baseline.spread()
            + (candidate.runs() - 1) * candidate.spread() * candidate.spread();
    return Math.sqrt(squares / freedom * (1.0 / baseline.runs() + 1.0 / candidate.runs()));
  }

  /** The estimate of a figure above 0 as one of its logarithm. */
  static Estimate logarithm(Estimate plain) {
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

  /** How many standard errors the 95 % interval reaches. */
  double reach() {
    double q = (1 + LEVEL) / 2;
    return Double.isInfinite(freedom)
        ? NORMAL.inverseCumulativeProbability(q)
        : new TDistribution(null, freedom).inverseCumulativeProbability(q);
  }

  /** Two-sided, for no difference. */
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
