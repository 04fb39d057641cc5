package io.plimsoll.report.scaling;

import io.plimsoll.stats.fit.Fit;
import io.plimsoll.stats.scaling.Bootstrap;
import io.plimsoll.stats.scaling.CurveChoice;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The curve that was chosen for some levels, with what its scatter leaves open. Immutable. */
final class ChosenCurve {
  private static final int STEPS = 400;
  private static final int HALVINGS = 40;

  /** A load as good as none, as a share of the end. */
  private static final double NOTHING = 1e-6;

  private final String name;
  private final Fit fit;
  private final Bootstrap bootstrap;

  private ChosenCurve(String name, Fit fit) {
    this.name = name;
    this.fit = fit;
    this.bootstrap = Bootstrap.of(fit);
  }

  /** Empty when the levels can't tell the parameters of any curve. */
  static Optional<ChosenCurve> of(CurveChoice choice) {
    return choice
        .chosen()
        .flatMap(one -> one.fit().map(fit -> new ChosenCurve(one.curve().name(), fit)));
  }

  String name() {
    return name;
  }

  Fit fit() {
    return fit;
  }

  Bootstrap bootstrap() {
    return bootstrap;
  }

  /** Value of a quantity with its interval; empty where the curve has none. */
  Optional<Estimate> estimate(Function<Fit, OptionalDouble> quantity) {
    OptionalDouble value = quantity.apply(fit);
    return value.isEmpty() || !Double.isFinite(value.getAsDouble())
        ? Optional.empty()
        : Optional.of(Estimate.of(value.getAsDouble(), bootstrap.interval(quantity)));
  }

  /** Load at which the curve no longer stays below a limit, up to an end; 0 if it never is. */
  Optional<Estimate> reaches(double limit, double end) {
    return estimate(each -> crossing(each, limit, end));
  }

  /** A value that is none, or below 0, lies beyond a pole: there the limit has been passed. */
  private static OptionalDouble crossing(Fit fit, double limit, double end) {
    if (!below(fit, end * NOTHING, limit)) {
      return OptionalDouble.of(0);
    }
    double before = 0;
    for (int i = 1; i <= STEPS; i++) {
      double at = end * i / STEPS;
      if (!below(fit, at, limit)) {
        return OptionalDouble.of(refined(fit, limit, before, at));
      }
      before = at;
    }
    return OptionalDouble.empty();
  }

  private static boolean below(Fit fit, double load, double limit) {
    double value = fit.predict(load);
    return value >= 0 && value < limit;
  }

  private static double refined(Fit fit, double limit, double from, double to) {
    double low = from;
    double high = to;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (below(fit, middle, limit)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
