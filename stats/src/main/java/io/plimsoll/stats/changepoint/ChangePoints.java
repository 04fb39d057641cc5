package io.plimsoll.stats.changepoint;

import io.plimsoll.stats.compare.ShiftEffect;
import io.plimsoll.stats.compare.ShiftTest;
import io.plimsoll.stats.compare.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lasting changes of level in a series such as a KPI over runs, looked at as a whole. {@link
 * Candidates} proposes; then the border that the fewest people would mark ({@link Prominence}) is
 * taken away, and the two stretches beside it become one, until every border that is left would be
 * marked by {@value #LEAST_SHARE} of them. One setting for all series; it was chosen on development
 * data, see docs/accuracy.md.
 */
public final class ChangePoints {
  private static final int FEWEST = 6;
  private static final double LEAST_SHARE = 0.36;

  private final double[] values;

  private ChangePoints(double[] values) {
    this.values = values;
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
    Candidates candidates = Candidates.of(values);
    Prominence prominence = new Prominence(values, candidates.dependence());
    List<Integer> borders = new ArrayList<>(candidates.borders());
    borders.add(0, 0);
    borders.add(values.length);
    List<Double> shares = new ArrayList<>();
    for (int i = 1; i < borders.size() - 1; i++) {
      shares.add(share(prominence, borders, i));
    }
    while (!shares.isEmpty() && Collections.min(shares) < LEAST_SHARE) {
      int least = shares.indexOf(Collections.min(shares));
      shares.remove(least);
      borders.remove(least + 1);
      for (int i = Math.max(0, least - 1); i <= Math.min(least, shares.size() - 1); i++) {
        shares.set(i, share(prominence, borders, i + 1));
      }
    }
    return IntStream.range(1, borders.size() - 1).mapToObj(i -> described(borders, i)).toList();
  }

  private static double share(Prominence prominence, List<Integer> borders, int place) {
    return prominence.share(borders.get(place - 1), borders.get(place), borders.get(place + 1));
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
