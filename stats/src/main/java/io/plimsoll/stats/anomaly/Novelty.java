package io.plimsoll.stats.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How unlike anything before the latest value of a series is, from 0 to 1, with no assumption about
 * its distribution. Five families of {@link Probe}s measure deviations at several time scales; each
 * deviation is held against the largest there ever was in its direction. Among exchangeable
 * deviations the n-th is the largest so far with probability 1/n, whatever they are distributed
 * like (Rényi 1962, on records; the idea of a conformal p-value, Laxhammar and Falkman 2011), so
 * the rate of false alarms falls by itself as a series gets longer. What repeats is no record and
 * therefore no news. The score is the weighted mean over the families of 1/(1 + e^(−20 (r −
 * 1.05))), r being the deviation over the record. Without a value there is no state to touch; not
 * thread-safe.
 *
 * <p>Constant memory: see {@link Settings#capacity()}. One value costs a few microseconds.
 */
public final class Novelty {
  private static final double STEEPNESS = 20;
  private static final double MIDDLE = 1.05;

  /** Deviations below this share of the range so far are too small to be news. */
  private static final double GRAIN = 1e-3;

  /** The same as a share of the largest value, for a constant. */
  private static final double ROUNDING = 1e-9;

  private final Settings settings;
  private final List<Family> families;
  private final History values;
  private final History steps;
  private final double[] up;
  private final double[] down;
  private double low = Double.POSITIVE_INFINITY;
  private double high = Double.NEGATIVE_INFINITY;
  private long count;

  /**
   * What must be known of a series beforehand.
   *
   * @param warmUp values that are learned from and not judged, at least 1
   * @param day steps in a day, at least 2; 0 for a series that is too short or too fine for days
   */
  public record Settings(int warmUp, int day) {
    public Settings {
      if (warmUp < 1 || day < 0 || day == 1) {
        throw new IllegalArgumentException(
            "expected a warm-up of at least 1 and a day of 0 or at least 2 steps, found "
                + warmUp
                + " and "
                + day);
      }
    }

    /** How many values are remembered. */
    public int capacity() {
      return families(day).stream()
          .flatMap(family -> family.probes.stream())
          .mapToInt(Probe::reach)
          .max()
          .orElseThrow();
    }
  }

  /** All that a series has left behind. */
  public record State(
      Settings settings,
      long count,
      List<Double> sums,
      List<Double> stepSums,
      List<Double> up,
      List<Double> down,
      double low,
      double high) {
    public State {
      sums = List.copyOf(sums);
      stepSums = List.copyOf(stepSums);
      up = List.copyOf(up);
      down = List.copyOf(down);
    }
  }

  private record Family(double weight, List<Probe> probes) {}

  public Novelty(Settings settings) {
    this.settings = settings;
    this.families = families(settings.day);
    this.values = new History(settings.capacity());
    this.steps = new History(settings.capacity());
    int probes = families.stream().mapToInt(family -> family.probes.size()).sum();
    this.up = new double[probes];
    this.down = new double[probes];
  }

  private Novelty(State state, History values, History steps) {
    this.settings = state.settings;
    this.families = families(settings.day);
    this.values = values;
    this.steps = steps;
    this.up = state.up.stream().mapToDouble(Double::doubleValue).toArray();
    this.down = state.down.stream().mapToDouble(Double::doubleValue).toArray();
    this.low = state.low;
    this.high = state.high;
    this.count = state.count;
  }

  /** As it was when its state was taken. */
  public static Novelty of(State state) {
    int capacity = state.settings.capacity();
    return new Novelty(
        state,
        History.of(capacity, new History.State(state.count, state.sums)),
        History.of(capacity, new History.State(state.count, state.stepSums)));
  }

  /**
   * Takes the next value in and tells how new it is.
   *
   * @param value finite
   * @return 0 to 1; 0 during the warm-up
   * @throws IllegalArgumentException when the value is not finite
   */
  public double add(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value: expected a finite number, found " + value);
    }
    steps.add(count == 0 ? 0 : Math.abs(value - values.value(0)));
    values.add(value);
    count++;
    low = Math.min(low, value);
    high = Math.max(high, value);
    double score = weighed();
    return count <= settings.warmUp ? 0 : score;
  }

  /** All of it, to be stored. */
  public State state() {
    return new State(
        settings,
        count,
        values.state().sums(),
        steps.state().sums(),
        Arrays.stream(up).boxed().toList(),
        Arrays.stream(down).boxed().toList(),
        low,
        high);
  }

  private double weighed() {
    double score = 0;
    double weights = 0;
    int place = 0;
    for (Family family : families) {
      double sum = 0;
      for (Probe probe : family.probes) {
        double ratio = ratio(place++, probe.deviation(values, steps));
        sum += 1 / (1 + Math.exp(-STEEPNESS * (ratio - MIDDLE)));
      }
      score += family.weight * sum / family.probes.size();
      weights += family.weight;
    }
    return score / weights;
  }

  /** The deviation over the record in its direction, which it may raise. */
  private double ratio(int place, double deviation) {
    double[] records = deviation < 0 ? down : up;
    double size = Math.abs(deviation);
    double rounding = ROUNDING * Math.max(Math.abs(low), Math.abs(high));
    double record = Math.max(records[place], Math.max(rounding, GRAIN * (high - low)));
    records[place] = Math.max(records[place], size);
    return record > 0 ? size / record : 0;
  }

  private static List<Family> families(int day) {
    List<Family> families = new ArrayList<>();
    families.add(
        new Family(
            1,
            List.of(
                new Probe.FromMedian(12),
                new Probe.FromMedian(24),
                new Probe.FromMedian(48),
                new Probe.FromMedian(96))));
    families.add(
        new Family(
            2,
            List.of(
                new Probe.Shift(12, 12),
                new Probe.Shift(36, 36),
                new Probe.Shift(72, 72),
                new Probe.Shift(12, 48),
                new Probe.Shift(36, 144),
                new Probe.Shift(72, 288))));
    families.add(
        new Family(
            1,
            List.of(
                new Probe.Unrest(12, 48),
                new Probe.Unrest(36, 144),
                new Probe.Unrest(72, 288),
                new Probe.Unrest(12, 480),
                new Probe.Unrest(36, 720))));
    families.add(
        new Family(
            1,
            List.of(
                new Probe.Strangeness(8, 3, 1_000),
                new Probe.Strangeness(8, 1, 1_000),
                new Probe.Strangeness(1, 1, 1_500))));
    if (day > 0) {
      families.add(
          new Family(
              1,
              List.of(
                  new Probe.FromSameTime(3, day),
                  new Probe.FromSameTime(6, day),
                  new Probe.FromSameTime(12, day),
                  new Probe.FromSameTime(18, day),
                  new Probe.FromSameTime(36, day))));
    }
    return families;
  }
}
