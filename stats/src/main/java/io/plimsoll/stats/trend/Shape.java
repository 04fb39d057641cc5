package io.plimsoll.stats.trend;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

/**
 * A course of a level over a run, fitted to values.
 *
 * @param kind what it would mean
 * @param at its height at each step
 * @param squares the sum of squares it leaves over
 */
record Shape(Drift.Kind kind, IntToDoubleFunction at, double squares) {

  /** A straight line through the middle of what it leaves over. */
  static Shape line(double[] values, SenSlope sen) {
    return regression(values, Drift.Kind.GROWING, i -> i - (values.length - 1) / 2.0);
  }

  /** The best single step and the best warm-up, growth that has ended, the better fit first. */
  static List<Shape> endings(double[] values) {
    return Stream.of(step(values), settling(values))
        .sorted(Comparator.comparingDouble(Shape::squares))
        .toList();
  }

  /** What is left of the values without it. */
  double[] rest(double[] values) {
    double[] rest = new double[values.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = values[i] - at.applyAsDouble(i);
    }
    return rest;
  }

  /** At every place but the outer twentieths. */
  private static Shape step(double[] values) {
    int margin = Math.max(2, values.length / 20);
    Shape best = null;
    for (int place = margin; place <= values.length - margin; place++) {
      int from = place;
      Shape shape = regression(values, Drift.Kind.STEP, i -> i < from ? 0 : 1);
      best = best == null || shape.squares < best.squares ? shape : best;
    }
    return best;
  }

  /** An exponential approach with a time constant of up to a sixth of the run. */
  private static Shape settling(double[] values) {
    Shape best = null;
    for (double part = 60; part >= 6; part /= 1.4) {
      double constant = values.length / part;
      Shape shape = regression(values, Drift.Kind.SETTLED, i -> -Math.exp(-i / constant));
      best = best == null || shape.squares < best.squares ? shape : best;
    }
    return best;
  }

  /** Least squares of height and offset for a course of one parameter. */
  private static Shape regression(double[] values, Drift.Kind kind, IntToDoubleFunction course) {
    double n = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double reference = Series.median(Series.present(values));
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        double c = course.applyAsDouble(i);
        double v = values[i] - reference;
        n++;
        x += c;
        y += v;
        xx += c * c;
        xy += c * v;
        yy += v * v;
      }
    }
    double spread = xx - x * x / n;
    double slope = spread <= 0 ? 0 : (xy - x * y / n) / spread;
    double offset = (y - slope * x) / n + reference;
    double squares = yy - y * y / n - slope * slope * spread;
    return new Shape(kind, i -> offset + slope * course.applyAsDouble(i), Math.max(0, squares));
  }
}
