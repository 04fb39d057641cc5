package io.plimsoll.stats.fit;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.apache.commons.math3.fitting.leastsquares.MultivariateJacobianFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.Pair;

/**
 * A model over observations with some parameters held fast: values and Jacobian of the others.
 * Remembers the best point it was ever asked for, since the optimiser may end with an exception
 * beside it. Not thread-safe.
 */
final class Residuals implements MultivariateJacobianFunction {
  private final Model model;
  private final Observations data;
  private final double[] target;
  private final SortedMap<Integer, Double> held;
  private final int[] free;
  private double[] best;
  private double bestSum = Double.POSITIVE_INFINITY;

  Residuals(Model model, Observations data, SortedMap<Integer, Double> held) {
    this.model = model;
    this.data = data;
    this.target = data.target();
    this.held = held;
    this.free =
        IntStream.range(0, model.parameters().size()).filter(i -> !held.containsKey(i)).toArray();
  }

  int freeCount() {
    return free.length;
  }

  double[] target() {
    return target.clone();
  }

  /** The free ones of all parameters. */
  double[] reduce(double[] all) {
    return Arrays.stream(free).mapToDouble(i -> all[i]).toArray();
  }

  /** All parameters, from the free ones. */
  double[] expand(double[] some) {
    double[] all = new double[model.parameters().size()];
    held.forEach((i, value) -> all[i] = value);
    for (int i = 0; i < free.length; i++) {
      all[free[i]] = some[i];
    }
    return all;
  }

  @Override
  public Pair<RealVector, RealMatrix> value(RealVector point) {
    double[] some = point.toArray();
    DerivativeStructure[] numbers = numbers(some);
    double[] values = new double[target.length];
    double[][] jacobian = new double[target.length][variables()];
    double sum = 0;
    for (int i = 0; i < target.length; i++) {
      DerivativeStructure value = data.scale().of(model.value(data.row(i), numbers));
      values[i] = value.getValue();
      sum += (target[i] - values[i]) * (target[i] - values[i]);
      System.arraycopy(value.getAllDerivatives(), 1, jacobian[i], 0, free.length);
    }
    if (sum < bestSum) {
      bestSum = sum;
      best = some;
    }
    return new Pair<>(
        new ArrayRealVector(values, false), new Array2DRowRealMatrix(jacobian, false));
  }

  /** A matrix has a column at least; where every parameter is held it is one of zeros. */
  private int variables() {
    return Math.max(1, free.length);
  }

  private DerivativeStructure[] numbers(double[] some) {
    DerivativeStructure[] numbers = new DerivativeStructure[model.parameters().size()];
    held.forEach((i, value) -> numbers[i] = new DerivativeStructure(variables(), 1, value));
    for (int i = 0; i < free.length; i++) {
      numbers[free[i]] = new DerivativeStructure(variables(), 1, i, some[i]);
    }
    return numbers;
  }

  boolean foundSome() {
    return best != null;
  }

  double[] best() {
    return best.clone();
  }

  double bestSum() {
    return bestSum;
  }
}
