package io.plimsoll.stats.fit;

import java.util.List;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;

/**
 * A curve with parameters, written once over numbers that carry their derivatives (forward-mode
 * automatic differentiation), so that no derivative is typed by hand or taken from differences.
 * Implementations are pure.
 */
public interface Model {

  /** The parameters, in the order in which {@link #value} takes them. */
  List<Parameter> parameters();

  /**
   * The curve's value.
   *
   * @param x the predictors
   * @param parameters one for each of {@link #parameters()}
   */
  DerivativeStructure value(double[] x, DerivativeStructure[] parameters);

  /** The curve's value at one predictor, without derivatives. */
  default double at(double x, double... parameters) {
    DerivativeStructure[] constants = new DerivativeStructure[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      constants[i] = new DerivativeStructure(1, 0, parameters[i]);
    }
    return value(new double[] {x}, constants).getValue();
  }
}
