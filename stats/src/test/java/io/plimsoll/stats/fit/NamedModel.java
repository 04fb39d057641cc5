package io.plimsoll.stats.fit;

import java.util.List;
import java.util.function.BiFunction;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;

/** A model written as a lambda, for tests. */
record NamedModel(
    List<Parameter> parameters,
    BiFunction<Double, DerivativeStructure[], DerivativeStructure> curve)
    implements Model {

  @Override
  public DerivativeStructure value(double[] x, DerivativeStructure[] p) {
    return curve.apply(x[0], p);
  }
}
