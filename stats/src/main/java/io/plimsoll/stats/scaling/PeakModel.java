package io.plimsoll.stats.scaling;

import io.plimsoll.stats.fit.Model;
import io.plimsoll.stats.fit.Parameter;
import java.util.List;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;

/**
 * The Universal Scalability Law with ν = κ / (1 − σ) in the place of κ. Its peak is at N* = 1/√ν,
 * so the profile interval of ν is that of the peak, whose end is infinite where ν may be 0.
 */
final class PeakModel implements Model {
  static final int BEND = 2;

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.nonNegative("λ"), new Parameter("σ", 0, 1), Parameter.nonNegative("ν"));
  }

  @Override
  public DerivativeStructure value(double[] x, DerivativeStructure[] p) {
    double n = x[0];
    DerivativeStructure coherency = p[1].negate().add(1).multiply(p[BEND]);
    DerivativeStructure cost = p[1].multiply(n - 1).add(coherency.multiply(n * (n - 1)));
    return p[0].multiply(n).divide(cost.add(1));
  }
}
