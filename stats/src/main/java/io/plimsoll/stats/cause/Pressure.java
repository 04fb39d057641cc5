package io.plimsoll.stats.cause;

import java.util.Arrays;
import java.util.List;

/**
 * One resource over the time in question.
 *
 * @param name of the series
 * @param cause it tells of
 * @param use whether it is a share of a limit, saturated from 1 on; else a wait, of which more is
 *     worse
 * @param least of a wait that matters, in the unit of the values: ten times next to nothing is next
 *     to nothing
 * @param values one per window; NaN where nothing was read
 */
public record Pressure(String name, String cause, boolean use, double least, List<Double> values) {
  private static final int LONGEST_LAG = 2;
  private static final double SATURATED_BEFORE = 0.7;
  private static final double TO_DEVIATION = 1.4826;
  private static final double TIMES = 1.5;
  private static final double DEVIATIONS = 5;
  private static final int FEWEST = 3;

  public Pressure {
    values = List.copyOf(values);
  }

  /**
   * What speaks for a resource.
   *
   * @param score 0…1
   * @param saturated share of the suffering windows in which it was at its limit
   * @param deviations robust standard deviations between the suffering windows and the others
   * @param association partial rank correlation with the suffering, the load taken out
   * @param observed median of the suffering windows
   * @param usual median of the others; of the suffering ones when there are no others
   */
  public record Evidence(
      double score,
      double saturated,
      double deviations,
      double association,
      double observed,
      double usual) {
    static final Evidence NONE = new Evidence(0, 0, 0, 0, 0, 0);
  }

  /**
   * Holds it against what was suffered.
   *
   * @param suffering how bad each window was, 0 for those that were as usual, NaN for those that
   *     are left out
   * @param load of each window
   */
  Evidence evidence(double[] suffering, double[] load) {
    double[] bad = present(suffering, true);
    double[] good = present(suffering, false);
    if (bad.length < FEWEST) {
      return Evidence.NONE;
    }
    double association = association(suffering, load);
    double saturated = saturated(bad);
    double observed = median(bad);
    double usual = good.length < FEWEST ? observed : median(good);
    double deviations = good.length < FEWEST ? 0 : (observed - usual) / scale(good, usual);
    double strength =
        use
            ? saturated - SATURATED_BEFORE * (good.length < FEWEST ? 0 : saturated(good))
            : rise(observed, usual, deviations);
    double score = Math.max(0, strength) * (0.6 + 0.4 * Math.max(0, association));
    return new Evidence(Math.min(1, score), saturated, deviations, association, observed, usual);
  }

  /** From 0 for half as much again to 1 for ten times as much, when it is beyond chance. */
  private double rise(double observed, double usual, double deviations) {
    if (deviations < DEVIATIONS || observed < TIMES * usual || observed < least) {
      return 0;
    }
    double times = usual <= 0 ? 10 : observed / usual;
    return Math.min(1, 0.4 + 0.6 * Math.log10(times / TIMES));
  }

  private static double saturated(double[] shares) {
    return Arrays.stream(shares).filter(share -> share >= 1).count() / (double) shares.length;
  }

  private static double scale(double[] values, double median) {
    double mad = median(Arrays.stream(values).map(each -> Math.abs(each - median)).toArray());
    return Math.max(TO_DEVIATION * mad, Math.max(0.02 * Math.abs(median), 1e-9));
  }

  private double[] present(double[] suffering, boolean bad) {
    double[] found = new double[suffering.length];
    int count = 0;
    for (int i = 0; i < suffering.length; i++) {
      boolean known = !Double.isNaN(suffering[i]) && !Double.isNaN(values.get(i));
      if (known && suffering[i] > 0 == bad) {
        found[count++] = values.get(i);
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** The best of the lags at which it does not come after what was suffered. */
  private double association(double[] suffering, double[] load) {
    double best = -1;
    for (int lag = 0; lag <= LONGEST_LAG; lag++) {
      int n = suffering.length - lag;
      double[] x = new double[Math.max(0, n)];
      double[] y = new double[Math.max(0, n)];
      double[] z = new double[Math.max(0, n)];
      int count = 0;
      for (int i = 0; i < n; i++) {
        if (!Double.isNaN(values.get(i)) && !Double.isNaN(suffering[i + lag])) {
          x[count] = values.get(i);
          y[count] = suffering[i + lag];
          z[count++] = load[i + lag];
        }
      }
      if (count > FEWEST) {
        best =
            Math.max(
                best,
                RankCorrelation.partial(
                    Arrays.copyOf(x, count), Arrays.copyOf(y, count), Arrays.copyOf(z, count)));
      }
    }
    return best;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
