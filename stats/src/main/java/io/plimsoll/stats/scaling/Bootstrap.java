package io.plimsoll.stats.scaling;

import io.plimsoll.stats.fit.ErrorScale;
import io.plimsoll.stats.fit.Fit;
import io.plimsoll.stats.fit.FitException;
import io.plimsoll.stats.fit.Interval;
import io.plimsoll.stats.fit.LeastSquares;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Parametric bootstrap (Efron and Tibshirani 1993, 6.5): the fitted curve with fresh normal scatter
 * of the size found, fitted again and again; for quantities that are no parameter.
 */
public final class Bootstrap {
  private static final int REPLICATES = 200;
  private static final long SEED = 20_070_905L;

  private Bootstrap() {}

  /**
   * The 95 % percentile interval. A replicate in which the quantity does not exist counts as
   * infinite, so an infinite end says that it may not exist.
   *
   * @param quantity of a fit; empty where it has none
   * @return empty when it exists in no replicate
   */
  public static Optional<Interval> interval(Fit fit, Function<Fit, OptionalDouble> quantity) {
    Random random = new Random(SEED);
    double[] values =
        IntStream.range(0, REPLICATES)
            .mapToDouble(i -> replicate(fit, quantity, random))
            .sorted()
            .toArray();
    if (Double.isInfinite(values[0])) {
      return Optional.empty();
    }
    return Optional.of(new Interval(at(values, 0.025), at(values, 0.975)));
  }

  private static double at(double[] sorted, double quantile) {
    return sorted[(int) Math.round(quantile * (sorted.length - 1))];
  }

  private static double replicate(Fit fit, Function<Fit, OptionalDouble> quantity, Random random) {
    double[] responses = new double[fit.data().size()];
    Arrays.setAll(responses, i -> scattered(fit, i, random));
    try {
      Fit again =
          LeastSquares.fit(
              fit.model(), fit.data().withResponses(responses), List.of(fit.parameters()));
      return quantity.apply(again).orElse(Double.POSITIVE_INFINITY);
    } catch (FitException e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  private static double scattered(Fit fit, int i, Random random) {
    double scatter = fit.residualStandardDeviation() * random.nextGaussian();
    double value = fit.predict(fit.data().x(i));
    return fit.data().scale() == ErrorScale.RELATIVE ? value * Math.exp(scatter) : value + scatter;
  }
}
