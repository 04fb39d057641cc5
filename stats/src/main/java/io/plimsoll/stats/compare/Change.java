package io.plimsoll.stats.compare;

/**
 * From a baseline's figure to a candidate's, with a 95 % interval: the method of variance estimates
 * recovery (Zou and Donner 2008), which keeps the skew of both intervals. A relative change is
 * worked out on logarithms.
 *
 * <p>Where a side has several runs, their spread is added to what the windows within runs say: the
 * windows of a run know nothing of what differs between runs. With a single run on each side that
 * difference is unknown.
 *
 * @param baseline its figure
 * @param candidate its figure
 * @param amount candidate − baseline, or candidate / baseline − 1 of a relative change
 * @param lower of the 95 % interval of the amount
 * @param upper of it
 * @param pValue two-sided, for no change
 */
public record Change(
    double baseline, double candidate, double amount, double lower, double upper, double pValue) {
  /** In the figures' own unit, for figures that may be 0, such as error rates. */
  public static Change absolute(Estimate baseline, Estimate candidate) {
    double amount = candidate.value() - baseline.value();
    return plain(baseline.value(), candidate.value(), amount, ChangeErrors.of(baseline, candidate));
  }

  /**
   * As a share of the baseline.
   *
   * @throws IllegalArgumentException when one of them is not above 0
   */
  public static Change relative(Estimate baseline, Estimate candidate) {
    ChangeErrors errors =
        ChangeErrors.of(ChangeErrors.logarithm(baseline), ChangeErrors.logarithm(candidate));
    double amount = Math.log(candidate.value() / baseline.value());
    return logarithmic(baseline.value(), candidate.value(), amount, errors);
  }

  static Change plain(double baseline, double candidate, double amount, ChangeErrors errors) {
    return new Change(
        baseline,
        candidate,
        amount,
        amount - errors.reach() * errors.down(),
        amount + errors.reach() * errors.up(),
        errors.pValue(amount));
  }

  /** The amount and its errors on logarithms. */
  static Change logarithmic(double baseline, double candidate, double amount, ChangeErrors errors) {
    return new Change(
        baseline,
        candidate,
        Math.expm1(amount),
        Math.expm1(amount - errors.reach() * errors.down()),
        Math.expm1(amount + errors.reach() * errors.up()),
        errors.pValue(amount));
  }
}
