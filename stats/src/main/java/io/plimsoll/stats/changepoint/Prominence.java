package io.plimsoll.stats.changepoint;

import io.plimsoll.stats.compare.ShiftEffect;
import io.plimsoll.stats.compare.Spread;
import java.util.Arrays;

/**
 * The share of people who would mark a border when they look at a plot of the series: a logistic
 * model of what the eye has to go by. That is how high the step is in the plot, whose axis spans
 * all values; how far the values just before and just after lie apart, whatever the slope of a
 * longer trend; how large the shift is beside the noise of the whole stretches; and how near the
 * border is to an end. Where values surely hang together, steps come about by themselves and count
 * less.
 *
 * <p>The weights were fitted by maximum likelihood to the marks of five people on development data
 * (docs/accuracy.md) and to simulated noise without marks, autocorrelated by 0, 0.3, 0.5 and 0.7 in
 * 16 series each; ridge 0.003, every series weighing as the root of its number of candidates.
 */
final class Prominence {
  private static final double CONSTANT = -5.28;
  private static final double STEP_OF_FIVE = 0.36;
  private static final double STEP_OF_TEN = 0.53;
  private static final double APART_OF_TWENTY = 2.43;
  private static final double APART_OF_FORTY = 1.37;
  private static final double JUMP = 0.33;
  private static final double SIZE = 0.27;
  private static final double FROM_END = 1.26;
  private static final double DEPENDENCE = -6.04;

  /** Steps and jumps smaller than this share of the range look alike. */
  private static final double LEAST_STEP = 0.003;

  private static final double LEAST_SIZE = 0.05;
  private static final double MOST_SIZE = 50;
  private static final int FAR_FROM_END = 40;

  /** So many standard errors below its estimate the dependence is sure; 2 to 4 do the same. */
  private static final double SURE = 3;

  /** An outlier flattens the plot, but not beyond so many times the range without outliers. */
  private static final double MOST_FLATTENED = 10;

  private final double[] values;
  private final double dependence;
  private final double range;

  /**
   * @param values finite, at least two
   * @param dependence lag-one autocorrelation within stretches as estimated, 0…1
   */
  Prominence(double[] values, double dependence) {
    this.values = values;
    this.dependence = sure(dependence, values.length);
    double whole = Spread.quantile(values, 1) - Spread.quantile(values, 0);
    double most = Spread.quantile(values, 0.98) - Spread.quantile(values, 0.02);
    range = most > 0 ? Math.min(whole, MOST_FLATTENED * most) : whole;
  }

  /**
   * The dependence less three standard errors (Bartlett 1946): short series that rise and fall look
   * dependent, too, and people mark them.
   *
   * @param dependence estimated, 0…1
   * @param n number of values
   * @return 0…1
   */
  static double sure(double dependence, int n) {
    return Math.max(0, dependence - SURE * Math.sqrt((1 - dependence * dependence) / n));
  }

  /**
   * @param from the first index of the stretch before
   * @param border the first index of the stretch after
   * @param to the first index behind it; both stretches have at least two values
   * @return 0…1
   */
  double share(int from, int border, int to) {
    return 1 / (1 + Math.exp(-(nearby(border) + SIZE * Math.log(size(from, border, to)))));
  }

  private double nearby(int border) {
    double fromEnd = Math.min(FAR_FROM_END, Math.min(border, values.length - border));
    return CONSTANT
        + STEP_OF_FIVE * Math.log(step(border, 5))
        + STEP_OF_TEN * Math.log(step(border, 10))
        + APART_OF_TWENTY * apart(before(border, 20), after(border, 20))
        + APART_OF_FORTY * apart(before(border, 40), after(border, 40))
        + JUMP * Math.log(ofRange(jump(before(border, 20), after(border, 20))))
        + FROM_END * Math.log(fromEnd)
        + DEPENDENCE * dependence;
  }

  private double size(int from, int border, int to) {
    double[] before = Arrays.copyOfRange(values, from, border);
    double size = ShiftEffect.ofMedians(before, Arrays.copyOfRange(values, border, to)).size();
    return Math.max(LEAST_SIZE, Math.min(MOST_SIZE, size));
  }

  private double step(int border, int width) {
    double[] after = after(border, width);
    return ofRange(Spread.quantile(after, 0.5) - Spread.quantile(before(border, width), 0.5));
  }

  private double ofRange(double difference) {
    return range > 0 ? Math.max(LEAST_STEP, Math.abs(difference) / range) : LEAST_STEP;
  }

  /** Cliff's (1993) delta without its sign: 0 when they lie alike, 1 when none overlaps. */
  static double apart(double[] before, double[] after) {
    int balance = 0;
    for (double first : before) {
      for (double second : after) {
        balance += second > first ? 1 : second < first ? -1 : 0;
      }
    }
    return Math.abs(balance) / (double) (before.length * after.length);
  }

  /** Between the least-squares lines of both sides, where they meet the border. */
  static double jump(double[] before, double[] after) {
    return level(after, -0.5) - level(before, before.length - 0.5);
  }

  /** The line through values at 0, 1, …; of fewer than three, their mean. */
  private static double level(double[] values, double at) {
    double mean = Arrays.stream(values).average().orElseThrow();
    if (values.length < 3) {
      return mean;
    }
    double middle = (values.length - 1) / 2.0;
    double products = 0;
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      products += (i - middle) * values[i];
      squares += (i - middle) * (i - middle);
    }
    return mean + products / squares * (at - middle);
  }

  private double[] before(int border, int width) {
    return Arrays.copyOfRange(values, Math.max(0, border - width), border);
  }

  private double[] after(int border, int width) {
    return Arrays.copyOfRange(values, border, Math.min(values.length, border + width));
  }
}
