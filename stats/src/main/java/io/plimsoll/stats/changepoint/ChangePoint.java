package io.plimsoll.stats.changepoint;

/**
 * A lasting change of a series' level.
 *
 * @param index of the first value at the new level, from 0
 * @param before median of the stretch before
 * @param after median of the stretch after
 * @param effect size of the shift in standard deviations of the noise, as far as it belongs to this
 *     place
 * @param confidence 1 − p of the test that both stretches are alike: 0…1
 */
public record ChangePoint(
    int index, double before, double after, double effect, double confidence) {

  /** after / before − 1; infinite from 0. */
  public double ratio() {
    return after / before - 1;
  }
}
