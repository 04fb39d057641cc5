package io.plimsoll.stats.scaling;

import io.plimsoll.stats.fit.ErrorScale;
import io.plimsoll.stats.fit.Fit;
import io.plimsoll.stats.fit.FitException;
import io.plimsoll.stats.fit.Interval;
import io.plimsoll.stats.fit.LeastSquares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Parametric bootstrap (Efron and Tibshirani 1993, 6.5): the fitted curve with fresh normal scatter
 * of the size found, fitted again and again; for quantities that are no parameter. Immutable.
 */
public final class Bootstrap {
  private static final int REPLICATES = 200;
  private static final long SEED = 20_070_905L;

  private final List<Fit> replicates;

  private Bootstrap(List<Fit> replicates) {
    this.replicates = replicates;
  }

  /** Fits all replicates; what is asked of them later costs next to nothing. */
  public static Bootstrap of(Fit fit) {
    Random random = new Random(SEED + fit.model().parameters().hashCode());
    List<Fit> replicates = new ArrayList<>();
    for (int i = 0; i < REPLICATES; i++) {
      replicate(fit, random).ifPresent(replicates::add);
    }
    return new Bootstrap(List.copyOf(replicates));
  }

  /**
   * The 95 % percentile interval. A replicate in which the quantity does not exist counts as
   * infinite, so an infinite end says that it may not exist.
   *
   * @param quantity of a fit; empty where it has none
   * @return empty when it exists in no replicate
   */
  public Optional<Interval> interval(Function<Fit, OptionalDouble> quantity) {
    return between(replicates.stream().map(quantity));
  }

  /**
   * The same for a quantity of two curves through the same levels, whose scatters are taken to be
   * independent.
   *
   * @param other curve
   * @param quantity of a fit of this curve and one of the other
   */
  public Optional<Interval> interval(
      Bootstrap other, BiFunction<Fit, Fit, OptionalDouble> quantity) {
    int pairs = Math.min(replicates.size(), other.replicates.size());
    return between(
        IntStream.range(0, pairs)
            .mapToObj(i -> quantity.apply(replicates.get(i), other.replicates.get(i))));
  }

  private static Optional<Interval> between(Stream<OptionalDouble> quantities) {
    double[] values =
        quantities.mapToDouble(value -> value.orElse(Double.POSITIVE_INFINITY)).sorted().toArray();
    return values.length == 0 || Double.isInfinite(values[0])
        ? Optional.empty()
        : Optional.of(new Interval(at(values, 0.025), at(values, 0.975)));
  }

  private static double at(double[] sorted, double quantile) {
    return sorted[(int) Math.round(quantile * (sorted.length - 1))];
  }

  private static Optional<Fit> replicate(Fit fit, Random random) {
    double[] responses = new double[fit.data().size()];
    Arrays.setAll(responses, i -> scattered(fit, i, random));
    try {
      return Optional.of(
          LeastSquares.fit(
              fit.model(), fit.data().withResponses(responses), List.of(fit.parameters())));
    } catch (FitException e) {
      return Optional.empty();
    }
  }

  private static double scattered(Fit fit, int i, Random random) {
    double scatter = fit.residualStandardDeviation() * random.nextGaussian();
    double value = fit.predict(fit.data().x(i));
    return fit.data().scale() == ErrorScale.RELATIVE ? value * Math.exp(scatter) : value + scatter;
  }
}
