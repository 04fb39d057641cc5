package io.plimsoll.stats.changepoint;

import io.plimsoll.stats.compare.ShiftEffect;
import io.plimsoll.stats.compare.ShiftTest;
import io.plimsoll.stats.compare.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lasting changes of level in a series such as a KPI over runs, looked at as a whole. {@link
 * Candidates} proposes; then the weakest border is taken away, and the two stretches beside it
 * become one, until every border that is left is as strong as {@value #LEAST_STRENGTH}.
 *
 * <p>The strength is the size of the shift in units of the noise as far as it belongs to the border
 * ({@link ShiftEffect#attributable}), less for stretches shorter than {@value #LASTING} values and
 * for shifts that are small beside the range of the whole series. One setting for all series; it
 * was chosen on development data, see docs/accuracy.md.
 */
public final class ChangePoints {
  private static final int FEWEST = 6;
  private static final double LEAST_STRENGTH = 1.2;
  private static final double LASTING = 60;
  private static final double STRIKING = 0.3;

  private final double[] values;
  private final double range;
  private final Map<List<Integer>, Double> strengths = new HashMap<>();

  private ChangePoints(double[] values) {
    this.values = values;
    range = Spread.quantile(values, 0.98) - Spread.quantile(values, 0.02);
  }

  /**
   * @param values in order of time; NaN, where nothing was measured, repeats the value before
   * @return by index; none of fewer than six values
   * @throws IllegalArgumentException when a value is infinite
   */
  public static List<ChangePoint> of(double[] values) {
    double[] filled = filled(values);
    return filled.length < FEWEST ? List.of() : new ChangePoints(filled).found();
  }

  private List<ChangePoint> found() {
    List<Integer> borders = new ArrayList<>(Candidates.of(values));
    borders.add(0, 0);
    borders.add(values.length);
    int weakest = weakest(borders);
    while (weakest > 0 && strength(borders, weakest) < LEAST_STRENGTH) {
      borders.remove(weakest);
      weakest = weakest(borders);
    }
    List<ChangePoint> found = new ArrayList<>();
    for (int i = 1; i < borders.size() - 1; i++) {
      found.add(described(borders, i));
    }
    return List.copyOf(found);
  }

  /** The place in the list of the weakest border; 0 when there is none between the ends. */
  private int weakest(List<Integer> borders) {
    int weakest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 1; i < borders.size() - 1; i++) {
      double strength = strength(borders, i);
      if (strength < least || weakest == 0) {
        least = strength;
        weakest = i;
      }
    }
    return weakest;
  }

  private double strength(List<Integer> borders, int place) {
    List<Integer> key = List.copyOf(borders.subList(place - 1, place + 2));
    return strengths.computeIfAbsent(
        key, k -> strength(before(borders, place), after(borders, place)));
  }

  private double strength(double[] before, double[] after) {
    ShiftEffect effect = ShiftEffect.ofMedians(before, after);
    double shortest = Math.min(before.length, after.length);
    double share = range > 0 ? Math.abs(effect.shift()) / range : 1;
    return effect.attributable()
        * Math.sqrt(Math.min(1, shortest / LASTING))
        * Math.sqrt(Math.min(1, share / STRIKING));
  }

  private ChangePoint described(List<Integer> borders, int place) {
    double[] before = before(borders, place);
    double[] after = after(borders, place);
    boolean enough = Math.min(before.length, after.length) >= 3;
    return new ChangePoint(
        borders.get(place),
        Spread.quantile(before, 0.5),
        Spread.quantile(after, 0.5),
        ShiftEffect.ofMedians(before, after).attributable(),
        enough ? 1 - ShiftTest.of(before, after).pValue() : 0);
  }

  private double[] before(List<Integer> borders, int place) {
    return Arrays.copyOfRange(values, borders.get(place - 1), borders.get(place));
  }

  private double[] after(List<Integer> borders, int place) {
    return Arrays.copyOfRange(values, borders.get(place), borders.get(place + 1));
  }

  private static double[] filled(double[] values) {
    double last = Arrays.stream(values).filter(value -> !Double.isNaN(value)).findFirst().orElse(0);
    double[] filled = values.clone();
    for (int i = 0; i < filled.length; i++) {
      if (Double.isInfinite(filled[i])) {
        throw new IllegalArgumentException(
            "values: expected finite ones, found " + filled[i] + " at " + i);
      }
      filled[i] = Double.isNaN(filled[i]) ? last : filled[i];
      last = filled[i];
    }
    return filled;
  }
}
