package io.plimsoll.report.scaling;

/**
 * A load that means something.
 *
 * @param name break point, knee, peak, optimal load, or the limit or resource that is reached
 * @param load in the profile's unit
 * @param measured whether it lies within the levels; otherwise it is extrapolated
 * @param basis what it rests on
 */
public record LoadPoint(String name, Estimate load, boolean measured, String basis) {

  static LoadPoint of(Profile profile, String name, Estimate load, String basis) {
    return new LoadPoint(name, load, load.value() <= profile.widest() * (1 + 1e-9), basis);
  }
}
