package io.plimsoll.stats.fit;

import java.util.Arrays;
import java.util.Objects;

/** What was observed: a row of predictors and a response for each. Immutable. */
public final class Observations {
  private final double[][] x;
  private final double[] y;
  private final ErrorScale scale;

  private Observations(double[][] x, double[] y, ErrorScale scale) {
    this.x = x;
    this.y = y;
    this.scale = scale;
  }

  /**
   * One predictor for each response, with scatter that is the same everywhere.
   *
   * @throws IllegalArgumentException when the lengths differ or a value is not finite
   */
  public static Observations of(double[] x, double[] y) {
    return of(Arrays.stream(x).mapToObj(v -> new double[] {v}).toArray(double[][]::new), y);
  }

  /** Several predictors for each response, one row each. */
  public static Observations of(double[][] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(x.length + " rows of x for " + y.length + " of y");
    }
    double[][] rows = Arrays.stream(x).map(double[]::clone).toArray(double[][]::new);
    if (!Arrays.stream(y).allMatch(Double::isFinite)
        || !Arrays.stream(rows).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("an observation is not a finite number");
    }
    return new Observations(rows, y.clone(), ErrorScale.ABSOLUTE);
  }

  /**
   * The same observations with another belief about their scatter.
   *
   * @throws IllegalArgumentException for relative scatter of a response that is not above 0
   */
  public Observations with(ErrorScale newScale) {
    Objects.requireNonNull(newScale, "scale");
    if (newScale == ErrorScale.RELATIVE && Arrays.stream(y).anyMatch(v -> v <= 0)) {
      throw new IllegalArgumentException("relative scatter needs responses above 0");
    }
    return new Observations(x, y, newScale);
  }

  /** The same predictors with other responses. */
  public Observations withResponses(double[] responses) {
    return of(x, responses).with(scale);
  }

  public int size() {
    return y.length;
  }

  public ErrorScale scale() {
    return scale;
  }

  /** The first predictor of an observation. */
  public double x(int i) {
    return x[i][0];
  }

  public double y(int i) {
    return y[i];
  }

  double[] row(int i) {
    return x[i];
  }

  /** The responses on the scale on which their scatter is even. */
  double[] target() {
    return Arrays.stream(y).map(scale::of).toArray();
  }
}
