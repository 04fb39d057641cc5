package io.plimsoll.stats.scaling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Kneedle (Satopää, Albrecht, Irwin and Raghavan 2011, "Finding a Kneedle in a Haystack"): the knee
 * is where a curve, drawn in the unit square, is furthest above the diagonal, once it has fallen
 * from there by the sensitivity times the mean step. Ties and flat maxima as in the authors'
 * reference implementation. Points must come in order of x. Pure.
 *
 * @param curve how it bends
 * @param direction where it goes
 * @param sensitivity S, at least 0: how many steps it must fall
 */
public record Kneedle(Curve curve, Direction direction, double sensitivity) {

  /** Which way the curve bends. */
  public enum Curve {
    CONCAVE,
    CONVEX
  }

  /** Whether y grows with x. */
  public enum Direction {
    INCREASING,
    DECREASING
  }

  /** For throughput over load: rising, bending down, S = 1 as the paper advises. */
  public static Kneedle ofThroughput() {
    return new Kneedle(Curve.CONCAVE, Direction.INCREASING, 1);
  }

  /** For response times over load: rising, bending up. */
  public static Kneedle ofResponse() {
    return new Kneedle(Curve.CONVEX, Direction.INCREASING, 1);
  }

  /** The first knee, in units of x: the one an analyst finds with all points in hand. */
  public Optional<Double> knee(double[] x, double[] y) {
    return knees(x, y).stream().findFirst();
  }

  /** Every knee in the order in which a reader of the points would accept them. */
  public List<Double> knees(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(x.length + " values of x for " + y.length + " of y");
    }
    if (x.length < 3 || x[x.length - 1] <= x[0] || flat(y)) {
      return List.of();
    }
    double[] difference = difference(unit(x), turned(unit(y)));
    List<Double> knees = new ArrayList<>();
    for (int index : accepted(difference)) {
      boolean mirrored = (curve == Curve.CONVEX) == (direction == Direction.INCREASING);
      knees.add(x[mirrored ? x.length - 1 - index : index]);
    }
    return knees;
  }

  private List<Integer> accepted(double[] difference) {
    List<Integer> accepted = new ArrayList<>();
    double step = sensitivity / (difference.length - 1);
    int candidate = -1;
    double threshold = 0;
    for (int i = 0; i < difference.length - 1; i++) {
      if (extreme(difference, i, 1)) {
        candidate = i;
        threshold = difference[i] - step;
      }
      if (candidate >= 0 && extreme(difference, i, -1)) {
        threshold = 0;
      }
      if (candidate >= 0 && difference[i + 1] < threshold) {
        accepted.add(candidate);
      }
    }
    return accepted;
  }

  /** Whether neither neighbour is beyond; at an end there is one neighbour. */
  private static boolean extreme(double[] values, int i, int sign) {
    double here = sign * values[i];
    return here >= sign * values[Math.max(0, i - 1)]
        && here >= sign * values[Math.min(values.length - 1, i + 1)];
  }

  private static double[] difference(double[] x, double[] y) {
    double[] difference = new double[x.length];
    Arrays.setAll(difference, i -> y[i] - x[i]);
    return difference;
  }

  /** Every shape becomes a rising concave one. */
  private double[] turned(double[] y) {
    boolean flip = (curve == Curve.CONVEX) == (direction == Direction.INCREASING);
    boolean invert = curve == Curve.CONVEX;
    double[] turned = new double[y.length];
    Arrays.setAll(
        turned,
        i -> {
          double value = y[flip ? y.length - 1 - i : i];
          return invert ? 1 - value : value;
        });
    return turned;
  }

  private static boolean flat(double[] y) {
    return Arrays.stream(y).max().orElse(0) <= Arrays.stream(y).min().orElse(0);
  }

  private static double[] unit(double[] values) {
    double min = Arrays.stream(values).min().orElse(0);
    double max = Arrays.stream(values).max().orElse(1);
    return Arrays.stream(values).map(v -> (v - min) / (max - min)).toArray();
  }
}
