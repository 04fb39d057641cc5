package io.plimsoll.analyzer.run;

import java.util.Optional;

/**
 * What went wrong while a run was analysed.
 *
 * @param rejected outcomes of the run that could be read but not used
 * @param unreadable records of no known run that could not even be read while it was open
 * @param crowding a remark on a budget that was exceeded
 * @param closedEarly why it was closed though its end is not known
 */
public record Incidents(
    long rejected, long unreadable, Optional<String> crowding, Optional<String> closedEarly) {
  /** Nothing did. */
  public static final Incidents NONE = new Incidents(0, 0, Optional.empty(), Optional.empty());

  public Incidents closedEarly(String why) {
    return new Incidents(rejected, unreadable, crowding, Optional.of(why));
  }
}
