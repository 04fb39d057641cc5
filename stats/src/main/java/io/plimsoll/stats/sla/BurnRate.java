package io.plimsoll.stats.sla;

import java.math.BigDecimal;

/**
 * How many times faster than promised an error budget is spent: the share of bad outcomes divided
 * by the share that the objective leaves (B. Beyer et al., The Site Reliability Workbook, 2018,
 * chapter 5). 1 spends the budget exactly within its period.
 */
public final class BurnRate {
  /** Quotients that should be equal differ by the rounding of the objective. */
  private static final double ROUNDING = 1e-9;

  private BurnRate() {}

  /**
   * The burn rate.
   *
   * @param bad outcomes that did not keep the promise, 0 … valid
   * @param valid all outcomes, at least 1
   * @param objective promised share of good outcomes, 0 ≤ objective &lt; 1
   * @throws IllegalArgumentException when a number is out of its range
   */
  public static double of(long bad, long valid, double objective) {
    if (valid < 1 || bad < 0 || bad > valid) {
      throw new IllegalArgumentException(bad + " bad of " + valid + " outcomes");
    }
    return (double) bad / (double) valid / budget(objective);
  }

  /**
   * The share of outcomes that may be bad: 1 − objective, without the error of a binary fraction.
   *
   * @throws IllegalArgumentException when the objective is not in [0, 1)
   */
  public static double budget(double objective) {
    if (!(objective >= 0 && objective < 1)) {
      throw new IllegalArgumentException(
          "objective " + objective + ", expected 0 or more, below 1");
    }
    return BigDecimal.ONE.subtract(BigDecimal.valueOf(objective)).doubleValue();
  }

  /** Whether a burn rate is above its limit by more than rounding. */
  public static boolean exceeds(double burnRate, double limit) {
    return burnRate > limit * (1 + ROUNDING);
  }
}
