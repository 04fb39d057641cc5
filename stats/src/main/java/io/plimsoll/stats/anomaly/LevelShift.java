package io.plimsoll.stats.anomaly;

/**
 * A lasting shift of the mean, up or down, by the tabular CUSUM (Page 1954; Montgomery,
 * "Introduction to Statistical Quality Control", ch. 9). Feed it standardised values; the usual
 * slack of 0.5 and limit of 5 find a shift of one standard deviation after about 10 values and ring
 * falsely about once in 465. Immutable.
 *
 * @param slack k: half the shift that matters, in standard deviations
 * @param limit h: from which sum on the level has shifted
 * @param up C⁺, the sum of what exceeded +k
 * @param down C⁻, of what fell below −k
 * @param risingFor values since C⁺ was last 0: the shift began so many values ago
 * @param fallingFor the same of C⁻
 */
public record LevelShift(
    double slack, double limit, double up, double down, long risingFor, long fallingFor) {
  public LevelShift {
    if (!(slack >= 0) || !(limit > 0)) {
      throw new IllegalArgumentException(
          "expected a slack of 0 or more and a limit above 0, found " + slack + " and " + limit);
    }
  }

  /** At k = 0.5 and h = 5. */
  public static LevelShift usual() {
    return new LevelShift(0.5, 5, 0, 0, 0, 0);
  }

  /** After the next standardised value; one after an alarm starts afresh. */
  public LevelShift next(double z) {
    double plus = Math.max(0, (up > limit ? 0 : up) + z - slack);
    double minus = Math.max(0, (down > limit ? 0 : down) - z - slack);
    return new LevelShift(
        slack,
        limit,
        plus,
        minus,
        plus == 0 ? 0 : (up > limit ? 1 : risingFor + 1),
        minus == 0 ? 0 : (down > limit ? 1 : fallingFor + 1));
  }

  /** +1 when the level has risen, −1 when it has fallen, else 0. */
  public int shifted() {
    return up > limit ? 1 : down > limit ? -1 : 0;
  }

  /**
   * The probability of a sum as large when the level stays: twice e^(−2k(C + 1.166)), the
   * stationary distribution of a reflected random walk with Siegmund's (1985) correction for
   * overshoot.
   */
  public double probability() {
    return Math.min(1, 2 * Math.exp(-2 * slack * (Math.max(up, down) + 1.166)));
  }

  /** How sure: the larger sum over the limit, at least 0; 1 and more is a shift. */
  public double evidence() {
    return Math.max(up, down) / limit;
  }
}
