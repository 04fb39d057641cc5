package io.plimsoll.report.scaling;

import io.plimsoll.stats.fit.Interval;
import java.util.Optional;

/**
 * A load that means something.
 *
 * @param name break point, knee, peak, optimal load, or the limit or resource that is reached
 * @param load in the profile's unit
 * @param measured whether it lies within the levels; otherwise it is extrapolated
 * @param basis what it rests on
 */
public record LoadPoint(String name, Estimate load, boolean measured, String basis) {

  static LoadPoint of(
      Profile profile, String name, double load, Optional<Interval> interval, String basis) {
    return new LoadPoint(
        name, Estimate.of(load, interval), load <= profile.widest() * (1 + 1e-9), basis);
  }
}
