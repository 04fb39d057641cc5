package io.plimsoll.stats.trend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A level that climbs and falls back again and again, as a heap between collections does. What
 * counts is whether the floors it falls back to rise.
 */
final class Sawtooth {
  private static final int FEWEST_TEETH = 5;
  private static final int MANY_TEETH = 12;
  private static final double FALL = 0.35;

  private Sawtooth() {}

  /**
   * The lowest value of each tooth; empty unless the series falls, at least five times, by more
   * than a third of its range (once its line is taken out) within two steps, and climbs in most
   * others.
   */
  static Optional<double[]> floors(double[] values) {
    double[] level = Series.present(values);
    double fall = FALL * range(Series.without(level, SenSlope.of(level).slope()));
    List<Double> floors = new ArrayList<>();
    double lowest = Double.POSITIVE_INFINITY;
    int climbs = 0;
    for (int i = 0; i < level.length; i++) {
      if (i > 0 && level[i - 1] - level[i] > fall) {
        floors.add(lowest);
        lowest = Double.POSITIVE_INFINITY;
      } else if (i > 0 && level[i] > level[i - 1]) {
        climbs++;
      }
      lowest = Math.min(lowest, level[i]);
    }
    boolean teeth = floors.size() > FEWEST_TEETH && climbs > 0.7 * (level.length - floors.size());
    // The first tooth began before the run did.
    return teeth
        ? Optional.of(floors.stream().skip(1).mapToDouble(Double::doubleValue).toArray())
        : Optional.empty();
  }

  /** Of the floors; a few of them are too few to tell how they hang together. */
  static TrendTest trend(double[] floors) {
    return floors.length < MANY_TEETH ? MannKendall.test(floors) : DriftTest.of(floors).test();
  }

  private static double range(double[] values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return high - low;
  }
}
