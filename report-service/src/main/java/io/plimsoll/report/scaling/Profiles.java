package io.plimsoll.report.scaling;

import io.plimsoll.report.query.ReportException;
import java.util.List;

/** Finds one profile among all. */
public final class Profiles {
  private Profiles() {}

  /**
   * The profile of this id, the newest of the scenario of this name, or the newest of all for
   * {@code latest}.
   *
   * @param profiles newest first
   * @throws ReportException BAD_QUERY when there is none, naming those there are
   */
  public static Profile find(List<Profile> profiles, String wanted) {
    return profiles.stream()
        .filter(
            each ->
                wanted.equals("latest")
                    || each.id().equals(wanted)
                    || each.scenario().equals(wanted))
        .findFirst()
        .orElseThrow(() -> unknown(profiles, wanted));
  }

  private static ReportException unknown(List<Profile> profiles, String wanted) {
    String known =
        profiles.isEmpty()
            ? "there are none yet; make one with: plimsoll profile SCENARIO.yaml"
            : "there are "
                + String.join(
                    ", ",
                    profiles.stream()
                        .limit(5)
                        .map(each -> each.id() + " of " + each.scenario())
                        .toList());
    return new ReportException(
        ReportException.Code.UNKNOWN_RUN, "scaling profile " + wanted + " is not known; " + known);
  }
}
