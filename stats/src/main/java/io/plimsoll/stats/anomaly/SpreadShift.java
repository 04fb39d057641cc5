package io.plimsoll.stats.anomaly;

import org.apache.commons.math3.special.Beta;

/**
 * Another spread, whatever the level does: the steps between neighbouring values tell the variance
 * of a series without its level (von Neumann 1941, "Distribution of the Ratio of the Mean Square
 * Successive Difference to the Variance"), so that neither a shift nor a drift is taken for unrest.
 * Their exponentially weighted mean square of late (MacGregor and Harris 1993) is held against that
 * of long ago; the ratio follows F, with fewer degrees of freedom the heavier the tails are
 * (Shoemaker 2003, "Fixing the F Test for Equal Variances"), so that a series which jumps now and
 * then is not taken for one that begins to. Squares are cut at nine times the usual: a single wild
 * value is left to others. Immutable.
 *
 * @param values taken so far
 * @param last value
 * @param usual variance of long ago, in squares of the values' unit
 * @param fourth mean square of the squares of long ago
 * @param recent variance of late
 * @param waiting values that were not learned from because the spread seemed to change
 */
public record SpreadShift(
    long values, double last, double usual, double fourth, double recent, int waiting) {
  /** Values before there is an opinion. */
  public static final int FEWEST = 60;

  private static final double RECENT = 0.05;
  private static final int MEMORY = 240;
  private static final double CUT = 9;
  private static final double NORMAL_KURTOSIS = 3;
  private static final double SUSPICIOUS = 1.5;

  /** A spread that seems another for so long without being told is the usual one. */
  private static final int LONGEST_WAIT = 120;

  /**
   * Neighbouring steps share a value: their squares tell two thirds of what independent ones do.
   */
  private static final double TOLD_BY_STEPS = 2.0 / 3;

  /** That has seen nothing. */
  public static SpreadShift fresh() {
    return new SpreadShift(0, 0, 0, 0, 0, 0);
  }

  /**
   * After the next value.
   *
   * @param value finite
   * @param learn whether it may be usual; false while a change is being told
   */
  public SpreadShift next(double value, boolean learn) {
    if (values == 0) {
      return new SpreadShift(1, value, 0, 0, 0, 0);
    }
    double square = (value - last) * (value - last) / 2;
    double bounded = values <= MEMORY / 20 ? square : Math.min(CUT * usual, square);
    double weight = Math.max(1.0 / MEMORY, 1.0 / values);
    boolean suspicious = values >= FEWEST && ratio() > SUSPICIOUS && waiting < LONGEST_WAIT;
    boolean learns = learn && !suspicious;
    double known = learns ? usual + weight * (bounded - usual) : usual;
    double heavy = learns ? fourth + weight * (bounded * bounded - fourth) : fourth;
    double late = recent + Math.max(RECENT, 1.0 / values) * (bounded - recent);
    int waited = ratio() <= SUSPICIOUS ? 0 : waiting + 1;
    return new SpreadShift(values + 1, value, known, heavy, late, waited);
  }

  /** Variance of late over the usual one; 1 when nothing is known. */
  public double ratio() {
    return usual > 0 ? recent / usual : 1;
  }

  /** The probability of a ratio as large when the spread is the same; 1 before there is one. */
  public double probability() {
    if (values < FEWEST || usual <= 0) {
      return 1;
    }
    return upperF(ratio(), degreesOfLate(), degreesOfUsual());
  }

  /**
   * How many standard deviations of chance the ratio lies above 1: the cube roots of variances are
   * nearly normal (Wilson and Hilferty 1931; Paulson 1942); 0 before there is an opinion.
   */
  public double z() {
    if (values < FEWEST || usual <= 0) {
      return 0;
    }
    double ours = 2 / (9 * degreesOfLate());
    double theirs = 2 / (9 * degreesOfUsual());
    double root = Math.cbrt(ratio());
    return ((1 - theirs) * root - (1 - ours)) / Math.sqrt(theirs * root * root + ours);
  }

  private double degreesOfLate() {
    return told() * (2 - RECENT) / RECENT;
  }

  private double degreesOfUsual() {
    return told() * Math.min(values, 2 * MEMORY - 1L);
  }

  /** What a square tells, in squares of independent normal values. */
  private double told() {
    double kurtosis = Math.max(NORMAL_KURTOSIS, fourth / (usual * usual));
    return TOLD_BY_STEPS * (NORMAL_KURTOSIS - 1) / (kurtosis - 1);
  }

  /** At least so much by F with these degrees of freedom. */
  static double upperF(double ratio, double numerator, double denominator) {
    return Beta.regularizedBeta(
        denominator / (denominator + numerator * ratio), denominator / 2, numerator / 2);
  }
}
