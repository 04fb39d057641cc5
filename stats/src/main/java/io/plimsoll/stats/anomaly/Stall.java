package io.plimsoll.stats.anomaly;

/**
 * No completions while work is in flight: the Poisson probability of none in all windows since the
 * last completion, at the rate that was usual. The rate follows the expected load, so a planned
 * pause is no stall. Immutable.
 *
 * @param perLoad completions per unit of expected load and window, smoothed
 * @param missed completions that should have come since the last one
 */
public record Stall(double perLoad, double missed) {
  private static final double SHARE = 0.1;

  /** That knows no rate yet. */
  public static Stall fresh() {
    return new Stall(0, 0);
  }

  /**
   * After a window.
   *
   * @param completions that came
   * @param inFlight requests under way at its end
   * @param expectedLoad what the plan asks for, in any unit that is proportional to completions
   */
  public Stall next(long completions, long inFlight, double expectedLoad) {
    if (completions > 0) {
      double rate = expectedLoad > 0 ? completions / expectedLoad : perLoad;
      return new Stall(perLoad == 0 ? rate : perLoad + SHARE * (rate - perLoad), 0);
    }
    return new Stall(perLoad, inFlight == 0 ? missed : missed + perLoad * expectedLoad);
  }

  /** The probability of this silence when nothing is wrong. */
  public double probability() {
    return Tail.fewEvents(0, missed);
  }
}
