package io.plimsoll.stats.anomaly;

import org.apache.commons.math3.special.Gamma;

/**
 * Another spread at the same level: an exponentially weighted mean of the squares of standardised
 * values (MacGregor and Harris 1993, the EWMS chart), whose limits follow from χ² with (2 − λ)/λ
 * degrees of freedom. Squares are cut at 9 so that a single spike is left to {@link Spike}.
 * Immutable.
 *
 * @param lambda weight of the latest value, between 0 and 1
 * @param meanSquare the weighted mean; 1 when the spread is as it was
 */
public record VarianceChange(double lambda, double meanSquare) {
  private static final double CUT = 9;

  public VarianceChange {
    if (!(lambda > 0 && lambda < 1)) {
      throw new IllegalArgumentException("lambda: expected between 0 and 1, found " + lambda);
    }
  }

  /** At λ = 0.05: about the last 39 values. */
  public static VarianceChange usual() {
    return new VarianceChange(0.05, 1);
  }

  /** After the next standardised value. */
  public VarianceChange next(double z) {
    return new VarianceChange(lambda, (1 - lambda) * meanSquare + lambda * Math.min(CUT, z * z));
  }

  /** Degrees of freedom of the mean square. */
  public double degrees() {
    return (2 - lambda) / lambda;
  }

  /** The probability of a mean square as far out, two-sided. */
  public double probability() {
    double above = Gamma.regularizedGammaQ(degrees() / 2, degrees() * meanSquare / 2);
    return Math.min(1, 2 * Math.min(above, 1 - above));
  }
}
