package io.plimsoll.stats.trend;

import java.util.Optional;

/**
 * Tells a leak from what only looks like one: a sawtooth is judged by the floors of its teeth, and
 * a warm-up or a single step that explains the series better than a line does is no drift, unless
 * what it leaves over drifts. Pure; cost n² for n values, so feed it a {@link TrendBuffer}.
 *
 * @param level of significance, two-sided
 */
public record DriftJudge(double level) {
  private static final int SHORT = 10;

  /** An other shape must fit this much better than the line before it is believed. */
  private static final double BETTER = 0.9;

  /** At the usual 5 %. */
  public static DriftJudge usual() {
    return new DriftJudge(0.05);
  }

  /**
   * @param values equally spaced; NaN where nothing was measured
   * @throws IllegalArgumentException with fewer than ten measured values
   */
  public Drift judge(double[] values) {
    int measured = Series.present(values).length;
    if (measured < SHORT) {
      throw new IllegalArgumentException(
          "a drift is judged on at least ten values, found " + measured);
    }
    DriftTest test = DriftTest.of(values);
    return drift(values, test, kind(values, test));
  }

  private Drift.Kind kind(double[] values, DriftTest test) {
    Optional<double[]> floors = Sawtooth.floors(values);
    if (floors.isPresent()) {
      return direction(Sawtooth.trend(floors.get()));
    }
    if (!test.drifts(level)) {
      return Drift.Kind.STEADY;
    }
    double line = Shape.line(values, test.line()).squares();
    for (Shape shape : Shape.endings(values)) {
      if (shape.squares() < BETTER * line && !DriftTest.of(shape.rest(values)).drifts(level)) {
        return shape.kind();
      }
    }
    return direction(test.test());
  }

  private Drift.Kind direction(TrendTest test) {
    return switch (test.direction(level)) {
      case INCREASING -> Drift.Kind.GROWING;
      case DECREASING -> Drift.Kind.FALLING;
      case NONE -> Drift.Kind.STEADY;
    };
  }

  private static Drift drift(double[] values, DriftTest test, Drift.Kind kind) {
    SenSlope line = test.line();
    int steps = values.length - 1;
    Optional<Drift.Share> growth =
        line.intercept() <= 0
            ? Optional.empty()
            : Optional.of(
                new Drift.Share(
                    line.slope() * steps / line.intercept(),
                    line.low() * steps / line.intercept(),
                    line.high() * steps / line.intercept()));
    return new Drift(kind, test, growth, line.at(steps));
  }
}
