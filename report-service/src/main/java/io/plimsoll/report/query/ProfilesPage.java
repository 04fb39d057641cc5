package io.plimsoll.report.query;

import io.plimsoll.report.scaling.Profile;
import java.util.List;

/**
 * Every scaling profile.
 *
 * @param profiles newest first
 */
public record ProfilesPage(List<Profile> profiles) {
  public ProfilesPage {
    profiles = List.copyOf(profiles);
  }
}
