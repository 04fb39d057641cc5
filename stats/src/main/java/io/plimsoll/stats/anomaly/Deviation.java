package io.plimsoll.stats.anomaly;

import java.util.List;

/**
 * How far the latest value of a long series lies from the median of those before it, in units of
 * what is usual for the series: the deviation that only one in fifty exceeded lately. That makes it
 * blind to heavy tails and daily waves which a scale by variance or MAD takes for anomalies. Unlike
 * {@link Novelty} it forgets, so an anomaly that comes back is found again. Constant memory; not
 * thread-safe.
 */
public final class Deviation {
  private static final double USUAL = 0.98;

  /** What the 98 % point of |x| is for a standard normal deviate. */
  private static final double NORMAL_USUAL = 2.3263;

  private static final double GRAIN = 0.01;
  private static final int FEWEST = 20;

  private final Settings settings;
  private final SortedWindow values;
  private final SortedWindow deviations;

  /**
   * How far back it looks.
   *
   * @param level values for the median, at least 20
   * @param usual deviations for their usual size, at least 50
   */
  public record Settings(int level, int usual) {
    public Settings {
      if (level < FEWEST || usual < 50) {
        throw new IllegalArgumentException(
            "expected at least 20 values and 50 deviations, found " + level + " and " + usual);
      }
    }

    /** 100 values and 600 deviations. */
    public static Settings standard() {
      return new Settings(100, 600);
    }
  }

  /** All that a series has left behind, each list as it arrived. */
  public record State(Settings settings, List<Double> values, List<Double> deviations) {
    public State {
      values = List.copyOf(values);
      deviations = List.copyOf(deviations);
    }
  }

  public Deviation(Settings settings) {
    this(new State(settings, List.of(), List.of()));
  }

  private Deviation(State state) {
    settings = state.settings;
    values = SortedWindow.of(settings.level, state.values);
    deviations = SortedWindow.of(settings.usual, state.deviations);
  }

  /** As it was when its state was taken. */
  public static Deviation of(State state) {
    return new Deviation(state);
  }

  /**
   * Takes the next value in and tells how far off it is.
   *
   * @param value finite
   * @return in robust standard deviations, 0 or more; 0 for the first twenty values
   * @throws IllegalArgumentException when the value is not finite
   */
  public double add(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value: expected a finite number, found " + value);
    }
    double median = values.size() == 0 ? value : values.quantile(0.5);
    double off = Math.abs(value - median);
    double score = deviations.size() < FEWEST || off == 0 ? 0 : off / scale(median);
    values.add(value);
    deviations.add(off);
    return score;
  }

  /** All of it, to be stored. */
  public State state() {
    return new State(settings, values.values(), deviations.values());
  }

  private double scale(double median) {
    double usual = deviations.quantile(USUAL) / NORMAL_USUAL;
    return Math.max(Math.max(usual, GRAIN * Math.abs(median)), 1e-9);
  }
}
