package io.plimsoll.stats.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * From a baseline's figure to a candidate's where the two were measured in turns: the difference
 * within each turn, so that what happens to the machine for longer than a turn falls out. What
 * differs between turns (Student's t) is added to what the windows within runs say.
 *
 * <p>From {@value #MANY} turns on the mean is trimmed, a tenth of the turns at either end, with its
 * standard error from winsorized deviations (Yuen 1974; Tukey and McLaughlin 1963): a turn that
 * something else disturbed must neither make a regression nor hide one.
 */
public final class PairedChange {
  private static final int MANY = 10;

  private PairedChange() {}

  /**
   * In the figures' own unit, for figures that may be 0, such as error rates.
   *
   * @param baseline one per turn
   * @param candidate one per turn, in the same order
   * @throws IllegalArgumentException without at least two turns, or when the numbers differ
   */
  public static Change absolute(List<Estimate> baseline, List<Estimate> candidate) {
    List<Turn> kept = new ArrayList<>();
    ChangeErrors errors = errors(turns(baseline, candidate, UnaryOperator.identity()), kept);
    double before = mean(kept, turn -> turn.baseline().value());
    double now = mean(kept, turn -> turn.candidate().value());
    return Change.plain(before, now, now - before, errors);
  }

  /**
   * As a share of the baseline; the figures are geometric means over the turns.
   *
   * @param baseline one per turn
   * @param candidate one per turn, in the same order
   * @throws IllegalArgumentException as above, or when a figure is not above 0
   */
  public static Change relative(List<Estimate> baseline, List<Estimate> candidate) {
    List<Turn> kept = new ArrayList<>();
    ChangeErrors errors = errors(turns(baseline, candidate, ChangeErrors::logarithm), kept);
    double before = mean(kept, turn -> turn.baseline().value());
    double now = mean(kept, turn -> turn.candidate().value());
    return Change.logarithmic(Math.exp(before), Math.exp(now), now - before, errors);
  }

  private record Turn(Estimate baseline, Estimate candidate) {
    double difference() {
      return candidate.value() - baseline.value();
    }

    double down() {
      return Math.hypot(candidate.below(), baseline.above());
    }

    double up() {
      return Math.hypot(candidate.above(), baseline.below());
    }
  }

  /** By difference. */
  private static List<Turn> turns(
      List<Estimate> baseline, List<Estimate> candidate, UnaryOperator<Estimate> scale) {
    if (baseline.size() != candidate.size() || baseline.size() < 2) {
      throw new IllegalArgumentException(
          "expected two turns or more with both sides, found %d and %d"
              .formatted(baseline.size(), candidate.size()));
    }
    List<Turn> turns = new ArrayList<>();
    for (int i = 0; i < baseline.size(); i++) {
      turns.add(new Turn(scale.apply(baseline.get(i)), scale.apply(candidate.get(i))));
    }
    turns.sort(Comparator.comparingDouble(Turn::difference));
    return turns;
  }

  private static ChangeErrors errors(List<Turn> turns, List<Turn> kept) {
    int n = turns.size();
    int cut = n >= MANY ? n / MANY : 0;
    kept.addAll(turns.subList(cut, n - cut));
    double[] drawnIn = new double[n];
    for (int i = 0; i < n; i++) {
      drawnIn[i] = turns.get(Math.max(cut, Math.min(n - 1 - cut, i))).difference();
    }
    int left = kept.size();
    double deviation = Spread.deviation(drawnIn) * Math.sqrt(n / (n - 1.0));
    double between = deviation * Math.sqrt(n) / left;
    return ChangeErrors.joined(
        rootSum(kept, Turn::down) / left, rootSum(kept, Turn::up) / left, between, left - 1);
  }

  private static double rootSum(List<Turn> turns, ToDoubleFunction<Turn> error) {
    return Math.sqrt(
        turns.stream().mapToDouble(turn -> Math.pow(error.applyAsDouble(turn), 2)).sum());
  }

  private static double mean(List<Turn> turns, ToDoubleFunction<Turn> value) {
    return turns.stream().mapToDouble(value).average().orElseThrow();
  }
}
