package io.plimsoll.stats.anomaly;

import java.util.Arrays;

/**
 * Turns what speaks for a finding into the probability that it is real: a logistic curve over a few
 * numbers (Platt 1999, "Probabilistic Outputs for Support Vector Machines"), learned from findings
 * whose truth is known. Among findings of probability p about the share p is real, whichever
 * detector they are from, as long as what they come from is like what was learned from. Immutable
 * and safe for many threads.
 */
public final class Calibration {
  private static final int STEPS = 60;
  private static final double RIDGE = 1e-3;
  private static final double CLOSE = 1e-10;

  private final double[] weights;

  private Calibration(double[] weights) {
    this.weights = weights;
  }

  /**
   * With these weights.
   *
   * @param weights the constant, then one for each number
   */
  public static Calibration of(double... weights) {
    return new Calibration(weights.clone());
  }

  /**
   * The likeliest curve, by Newton's method on Platt's targets, which are a little inside of 0 and
   * 1, and with a weak pull to 0, so that there is one even where the numbers part true from false.
   *
   * @param numbers of each finding, as many each
   * @param real whether each was
   */
  public static Calibration learned(double[][] numbers, boolean[] real) {
    int size = numbers.length;
    if (size == 0 || real.length != size) {
      throw new IllegalArgumentException(
          "expected as many findings as truths and at least one, found %d and %d"
              .formatted(size, real.length));
    }
    int known = 0;
    for (boolean each : real) {
      known += each ? 1 : 0;
    }
    double high = (known + 1.0) / (known + 2.0);
    double low = 1.0 / (size - known + 2.0);
    double[] weights = new double[numbers[0].length + 1];
    for (int step = 0; step < STEPS; step++) {
      double[] change = newton(weights, numbers, real, high, low);
      double largest = 0;
      for (int i = 0; i < weights.length; i++) {
        double bounded = Math.max(-1, Math.min(1, change[i]));
        weights[i] += bounded;
        largest = Math.max(largest, Math.abs(bounded));
      }
      if (largest < CLOSE) {
        break;
      }
    }
    return new Calibration(weights);
  }

  private static double[] newton(
      double[] weights, double[][] numbers, boolean[] real, double high, double low) {
    int width = weights.length;
    double[] slope = new double[width];
    double[][] bend = new double[width][width];
    for (int i = 0; i < width; i++) {
      slope[i] = -RIDGE * weights[i];
      bend[i][i] = RIDGE;
    }
    double[] row = new double[width];
    row[0] = 1;
    for (int n = 0; n < numbers.length; n++) {
      System.arraycopy(numbers[n], 0, row, 1, width - 1);
      double p = probability(weights, numbers[n]);
      double off = (real[n] ? high : low) - p;
      for (int i = 0; i < width; i++) {
        slope[i] += off * row[i];
        for (int j = 0; j < width; j++) {
          bend[i][j] += p * (1 - p) * row[i] * row[j];
        }
      }
    }
    return solved(bend, slope);
  }

  /** By elimination; the matrix is positive definite. */
  private static double[] solved(double[][] matrix, double[] right) {
    int size = right.length;
    for (int i = 0; i < size; i++) {
      for (int row = i + 1; row < size; row++) {
        double share = matrix[row][i] / matrix[i][i];
        for (int j = i; j < size; j++) {
          matrix[row][j] -= share * matrix[i][j];
        }
        right[row] -= share * right[i];
      }
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int j = i + 1; j < size; j++) {
        right[i] -= matrix[i][j] * right[j];
      }
      right[i] /= matrix[i][i];
    }
    return right;
  }

  /**
   * The probability that it is real, 0…1.
   *
   * @param numbers what speaks for it
   */
  public double probability(double... numbers) {
    if (numbers.length != weights.length - 1) {
      throw new IllegalArgumentException(
          "expected %d numbers, found %d".formatted(weights.length - 1, numbers.length));
    }
    return probability(weights, numbers);
  }

  private static double probability(double[] weights, double[] numbers) {
    double sum = weights[0];
    for (int i = 0; i < numbers.length; i++) {
      sum += weights[i + 1] * numbers[i];
    }
    return 1 / (1 + Math.exp(-sum));
  }

  /** The constant, then the weight of each number. */
  public double[] weights() {
    return weights.clone();
  }

  @Override
  public String toString() {
    return Arrays.toString(weights);
  }
}
