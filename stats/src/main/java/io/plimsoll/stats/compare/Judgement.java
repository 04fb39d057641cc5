package io.plimsoll.stats.compare;

/** How a change is judged. */
public enum Judgement {
  BETTER,
  SAME,
  WORSE,
  /** The change may pass its threshold, but the data does not say so beyond doubt. */
  INCONCLUSIVE;

  /**
   * A change counts when it passes the threshold <em>and</em> is beyond chance. It is the same when
   * its whole interval stays within the threshold, or when it is beyond chance but too small to
   * matter.
   *
   * @param change what was found
   * @param adjustedP its p-value after {@link Holm}
   * @param threshold how much is too much, above 0, in the unit of the change's amount
   * @param level such as 0.01
   * @param higherIsBetter as of throughput
   */
  public static Judgement of(
      Change change, double adjustedP, double threshold, double level, boolean higherIsBetter) {
    double size = Math.abs(change.amount());
    if (size > threshold) {
      boolean better = change.amount() > 0 == higherIsBetter;
      return adjustedP < level ? (better ? BETTER : WORSE) : INCONCLUSIVE;
    }
    boolean within = change.lower() > -threshold && change.upper() < threshold;
    return within || adjustedP < level ? SAME : INCONCLUSIVE;
  }
}
