package io.plimsoll.stats.anomaly;

import java.util.ArrayList;
import java.util.List;

/**
 * Spikes and drops: how many robust standard deviations a value lies from the median of those
 * before it, by the median absolute deviation (Hampel 1974; Iglewicz and Hoaglin 1993). Safe where
 * more than half of the values are equal and that deviation is 0: the scale falls back on the mean
 * absolute deviation, and from there on a share of the level. Immutable.
 *
 * @param window how many values are remembered, at least 8
 * @param grain smallest scale, as a share of the median's size; above 0
 * @param before the values remembered, oldest first
 */
public record Spike(int window, double grain, List<Double> before) {
  private static final int FEWEST = 8;
  private static final double TO_DEVIATION_FROM_MEDIAN = 1.4826;
  private static final double TO_DEVIATION_FROM_MEAN = 1.2533;

  public Spike {
    if (window < FEWEST || !(grain > 0)) {
      throw new IllegalArgumentException(
          "expected a window of at least 8 and a grain above 0, found " + window + " and " + grain);
    }
    before = List.copyOf(before);
  }

  /** That has seen nothing, with a grain of 1 %. */
  public static Spike over(int window) {
    return new Spike(window, 0.01, List.of());
  }

  /** The robust z of a value against those before; 0 until eight are known. */
  public double z(double value) {
    if (before.size() < FEWEST) {
      return 0;
    }
    double median = Robust.median(values());
    double scale = Math.max(scale(median), grain * Math.abs(median));
    double distance = value - median;
    return distance == 0 ? 0 : scale == 0 ? Math.signum(distance) * 1e6 : distance / scale;
  }

  /** The median of the values before; NaN when there are none. */
  public double median() {
    return before.isEmpty() ? Double.NaN : Robust.median(values());
  }

  /** After a value has been taken in. */
  public Spike next(double value) {
    List<Double> kept = new ArrayList<>(before);
    kept.add(value);
    return new Spike(
        window,
        grain,
        kept.size() > window ? kept.subList(kept.size() - window, kept.size()) : kept);
  }

  private double scale(double median) {
    double[] distances = values();
    double sum = 0;
    for (int i = 0; i < distances.length; i++) {
      distances[i] = Math.abs(distances[i] - median);
      sum += distances[i];
    }
    double mad = Robust.median(distances);
    return mad > 0
        ? TO_DEVIATION_FROM_MEDIAN * mad
        : TO_DEVIATION_FROM_MEAN * sum / distances.length;
  }

  private double[] values() {
    return before.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
