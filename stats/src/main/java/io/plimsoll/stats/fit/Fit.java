package io.plimsoll.stats.fit;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A model fitted to observations: estimates, how sure they are, and how well the curve goes
 * through. Residuals are on the scale on which their scatter is even ({@link ErrorScale}).
 * Immutable.
 */
public final class Fit {
  private final Model model;
  private final Observations data;
  private final double[] parameters;
  private final double[] residuals;
  private final double[] standardErrors;
  private final double condition;
  private final int free;
  private final double sum;

  Fit(Model model, Observations data, double[] parameters) {
    this.model = model;
    this.data = data;
    this.parameters = parameters.clone();
    SortedMap<Integer, Double> held = new TreeMap<>();
    for (int i = 0; i < parameters.length; i++) {
      if (atBound(i)) {
        held.put(i, parameters[i]);
      }
    }
    Residuals problem = new Residuals(model, data, held);
    if (problem.freeCount() == 0) {
      throw new FitException(
          "every parameter is held by a bound: the curve does not suit the data");
    }
    Linearised near = new Linearised(problem, problem.reduce(parameters));
    this.free = problem.freeCount();
    this.residuals = near.residuals();
    this.sum = near.sum();
    this.condition = near.condition();
    this.standardErrors = spread(near, problem);
  }

  private double[] spread(Linearised near, Residuals problem) {
    RealMatrix covariances = near.covariances();
    double[] some = new double[free];
    for (int i = 0; i < free; i++) {
      some[i] = Math.sqrt(covariances.getEntry(i, i)) * residualStandardDeviation();
    }
    return problem.expand(some);
  }

  public Model model() {
    return model;
  }

  public Observations data() {
    return data;
  }

  /** The estimates, in the model's order. */
  public double[] parameters() {
    return parameters.clone();
  }

  public double parameter(int i) {
    return parameters[i];
  }

  /** Whether the estimate is held by a bound: the data alone would go beyond. */
  public boolean atBound(int i) {
    Parameter parameter = model.parameters().get(i);
    return parameters[i] == parameter.lower() || parameters[i] == parameter.upper();
  }

  /** From the curvature at the estimate; empty at a bound. */
  public OptionalDouble standardError(int i) {
    return atBound(i) ? OptionalDouble.empty() : OptionalDouble.of(standardErrors[i]);
  }

  /** Where the parameter lies, by profile likelihood; see {@link ProfileInterval}. */
  public Interval interval(int i, double confidence) {
    return new ProfileInterval(this, confidence).of(i);
  }

  /** The curve at x. */
  public double predict(double x) {
    return model.at(x, parameters);
  }

  public double[] residuals() {
    return residuals.clone();
  }

  public double residualSumOfSquares() {
    return sum;
  }

  /** Observations less parameters that no bound holds. */
  public int degreesOfFreedom() {
    return data.size() - free;
  }

  public double residualStandardDeviation() {
    return Math.sqrt(sum / degreesOfFreedom());
  }

  /**
   * How close the columns of the Jacobian, at length 1, are to being dependent: largest over
   * smallest singular value. Above about 10⁸ the data hardly tell the parameters apart.
   */
  public double condition() {
    return condition;
  }

  /** Share of the response's variance that the curve explains, on the response's own scale. */
  public double rSquared() {
    double mean = 0;
    for (int i = 0; i < data.size(); i++) {
      mean += data.y(i) / data.size();
    }
    double total = 0;
    double left = 0;
    for (int i = 0; i < data.size(); i++) {
      double curve =
          data.scale() == ErrorScale.RELATIVE
              ? data.y(i) * Math.exp(-residuals[i])
              : data.y(i) - residuals[i];
      total += (data.y(i) - mean) * (data.y(i) - mean);
      left += (data.y(i) - curve) * (data.y(i) - curve);
    }
    return total == 0 ? 0 : 1 - left / total;
  }

  /**
   * Akaike's criterion corrected for few observations (Hurvich and Tsai 1989), on the response's
   * own scale, so that fits with different beliefs about scatter can be compared; the scatter
   * counts as a parameter. Infinite where too few observations are left.
   */
  public double aicc() {
    int n = data.size();
    int k = free + 1;
    if (n - k - 1 <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    double logs = 0;
    if (data.scale() == ErrorScale.RELATIVE) {
      logs = Arrays.stream(data.target()).sum();
    }
    double deviance = n * Math.log(Math.max(sum, Double.MIN_NORMAL) / n) + 2 * logs;
    return deviance + 2 * k + 2.0 * k * (k + 1) / (n - k - 1);
  }
}
