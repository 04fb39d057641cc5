package io.plimsoll.stats.anomaly;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;

/** How likely something at least as extreme is when nothing is wrong. All results lie in 0…1. */
public final class Tail {
  private static final NormalDistribution NORMAL = new NormalDistribution();

  private Tail() {}

  /** Both tails of the standard normal distribution. */
  public static double normal(double z) {
    return Math.min(1, 2 * NORMAL.cumulativeProbability(-Math.abs(z)));
  }

  /** At least so many of n when each happens with probability p. */
  public static double binomial(long atLeast, long of, double p) {
    if (atLeast <= 0) {
      return 1;
    }
    if (of > Integer.MAX_VALUE || atLeast > of) {
      throw new IllegalArgumentException(
          "expected at most as many as there are, below 2^31, found " + atLeast + " of " + of);
    }
    return upper(new BinomialDistribution(null, (int) of, p), (int) atLeast);
  }

  /** At most so many events where {@code mean} are expected (Poisson). */
  public static double fewEvents(long atMost, double mean) {
    return mean <= 0 ? 1 : Gamma.regularizedGammaQ(atMost + 1.0, mean);
  }

  private static double upper(BinomialDistribution distribution, int atLeast) {
    // 1 − cdf loses all digits of a small tail; the beta function keeps them.
    int n = distribution.getNumberOfTrials();
    double p = distribution.getProbabilityOfSuccess();
    return p <= 0 ? 0 : p >= 1 ? 1 : Beta.regularizedBeta(p, atLeast, n - atLeast + 1.0);
  }

  /**
   * One probability for several tests of the same value that may depend on each other: the smallest
   * times their number (Bonferroni), at most 1.
   */
  public static double smallestOf(double... probabilities) {
    double least = 1;
    for (double p : probabilities) {
      least = Math.min(least, p);
    }
    return Math.min(1, least * Math.max(1, probabilities.length));
  }

  /**
   * The score of a probability, 0…1: with L = −log₁₀ p it is L / (L + 3), so that 0.5 is one false
   * alarm in a thousand values, 0.67 one in a million, 0.75 one in 10⁹.
   */
  public static double score(double probability) {
    double digits = -Math.log10(Math.max(probability, 1e-300));
    return Math.max(0, digits / (digits + 3));
  }
}
