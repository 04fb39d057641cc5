package io.plimsoll.stats.fit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Intervals by profile likelihood (Bates and Watts 1988, 6.1): all values of a parameter at which
 * the best fit of the others is not significantly worse, s⁻²(S(θ) − S) ≤ t². They follow the curve
 * where standard errors would draw a straight line, and end at a bound by themselves.
 */
final class ProfileInterval {
  private static final int MAX_DOUBLINGS = 40;
  private static final double PRECISION = 1e-5;

  private final Fit fit;
  private final double threshold;

  ProfileInterval(Fit fit, double confidence) {
    this.fit = fit;
    this.threshold =
        new TDistribution(null, fit.degreesOfFreedom())
            .inverseCumulativeProbability((1 + confidence) / 2);
  }

  Interval of(int i) {
    double estimate = fit.parameter(i);
    if (fit.residualSumOfSquares() == 0) {
      return new Interval(estimate, estimate);
    }
    return new Interval(end(i, -1), end(i, 1));
  }

  private double end(int i, int direction) {
    Parameter parameter = fit.model().parameters().get(i);
    double bound = direction < 0 ? parameter.lower() : parameter.upper();
    double estimate = fit.parameter(i);
    if (estimate == bound) {
      return bound;
    }
    Profile profile = new Profile(i);
    double step = fit.standardError(i).orElse(Math.max(Math.abs(estimate), 1) * 1e-3) * threshold;
    double inside = estimate;
    for (int n = 0; n < MAX_DOUBLINGS; n++, step *= 2) {
      double outside = parameter.nearest(estimate + direction * step);
      if (profile.at(outside) > 0) {
        return crossing(profile, inside, outside, step);
      }
      if (outside == bound) {
        return bound;
      }
      inside = outside;
    }
    return bound;
  }

  private static double crossing(Profile profile, double inside, double outside, double step) {
    boolean together = Math.abs(outside - inside) <= 8 * Math.ulp(Math.abs(inside));
    if (together || profile.at(inside) >= 0) {
      return inside; // the end itself, but for rounding
    }
    double low = Math.min(inside, outside);
    double high = Math.max(inside, outside);
    return new BrentSolver(PRECISION, step * PRECISION).solve(200, profile::at, low, high);
  }

  /** How much worse than allowed the best fit is with one parameter held; below 0 inside. */
  private final class Profile {
    private final int held;
    private final Map<Double, Double> known = new HashMap<>();
    private double[] last = fit.parameters();

    Profile(int held) {
      this.held = held;
    }

    /**
     * Said once for all: the next fit begins where this one ended, and may end a hair elsewhere.
     */
    double at(double value) {
      return known.computeIfAbsent(value, this::worse);
    }

    private double worse(double value) {
      TreeMap<Integer, Double> with = new TreeMap<>();
      with.put(held, value);
      Descent.End end =
          LeastSquares.within(fit.model(), fit.data(), List.of(last, fit.parameters()), with);
      if (!Double.isFinite(end.sum())) {
        return Double.MAX_VALUE;
      }
      last = end.parameters();
      double more = Math.max(0, end.sum() - fit.residualSumOfSquares());
      return Math.sqrt(more) / fit.residualStandardDeviation() - threshold;
    }
  }
}
