package io.plimsoll.report.scaling;

import io.plimsoll.stats.fit.Interval;
import java.util.Optional;

/**
 * A figure with its 95 % interval.
 *
 * @param value the best guess
 * @param low lower end; empty when the data set none
 * @param high upper end; empty when the data set none
 */
public record Estimate(double value, Optional<Double> low, Optional<Double> high) {

  static Estimate of(double value, Optional<Interval> interval) {
    return new Estimate(
        value,
        interval.map(Interval::low).filter(Double::isFinite),
        interval.map(Interval::high).filter(Double::isFinite));
  }
}
