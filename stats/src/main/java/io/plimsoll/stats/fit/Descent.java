package io.plimsoll.stats.fit;

import java.util.SortedMap;
import org.apache.commons.math3.exception.MathIllegalArgumentException;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.ArrayRealVector;

/**
 * One way down from one start: Levenberg–Marquardt (Moré 1978, as in MINPACK and Commons Math) into
 * the valley, then Gauss–Newton steps until they no longer get shorter, which is what the last
 * digits need: the sum of squares is flat to half of them.
 */
final class Descent {
  private static final int MAX_STEPS = 5_000;
  private static final int MAX_POLISH = 200;
  private static final double TOLERANCE = 1e-14;
  private static final double WORSE = 1 + 1e-9;

  private final Model model;
  private final Observations data;
  private final SortedMap<Integer, Double> held;

  Descent(Model model, Observations data, SortedMap<Integer, Double> held) {
    this.model = model;
    this.data = data;
    this.held = held;
  }

  /** Where a way ends, and its sum of squared residuals. */
  static final class End {
    private final double[] parameters;
    private final double sum;

    End(double[] parameters, double sum) {
      this.parameters = parameters;
      this.sum = sum;
    }

    double[] parameters() {
      return parameters.clone();
    }

    double sum() {
      return sum;
    }
  }

  /** All parameters at the end of the way; a sum that is infinite where there is no way. */
  End from(double[] start) {
    Residuals problem = new Residuals(model, data, held);
    double[] some = problem.reduce(start);
    if (some.length == 0) {
      problem.value(new ArrayRealVector(some));
      return new End(problem.expand(some), problem.bestSum());
    }
    optimise(problem, some);
    if (!problem.foundSome()) {
      return new End(start.clone(), Double.POSITIVE_INFINITY);
    }
    return new End(problem.expand(polished(problem, problem.best())), problem.bestSum());
  }

  private static void optimise(Residuals problem, double[] start) {
    try {
      new LevenbergMarquardtOptimizer(100, TOLERANCE, TOLERANCE, TOLERANCE, Double.MIN_NORMAL)
          .optimize(
              new LeastSquaresBuilder()
                  .model(problem)
                  .target(problem.target())
                  .start(start)
                  .maxEvaluations(MAX_STEPS)
                  .maxIterations(MAX_STEPS)
                  .build());
    } catch (MathIllegalStateException | MathIllegalArgumentException e) {
      // No further progress, or too many steps: the best point seen is the answer either way.
      return;
    }
  }

  private static double[] polished(Residuals problem, double[] start) {
    try {
      return polish(problem, start);
    } catch (MathIllegalStateException | MathIllegalArgumentException e) {
      return start; // a Jacobian that can't be taken apart: there is nothing to polish
    }
  }

  private static double[] polish(Residuals problem, double[] start) {
    double[] point = start;
    double[] shortestAt = start;
    double shortest = Double.POSITIVE_INFINITY;
    double bound = problem.bestSum() * WORSE;
    int longer = 0;
    for (int i = 0; i < MAX_POLISH && longer < 3; i++) {
      Linearised here = new Linearised(problem, point);
      double[] step = here.step();
      double size = here.size(step);
      if (!(here.sum() <= bound) || !Double.isFinite(size)) {
        return shortestAt;
      }
      longer = size < shortest ? 0 : longer + 1;
      if (size < shortest) {
        shortest = size;
        shortestAt = point;
      }
      double[] next = point.clone();
      for (int j = 0; j < next.length; j++) {
        next[j] += step[j];
      }
      point = next;
    }
    return shortestAt;
  }
}
