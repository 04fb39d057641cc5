package io.plimsoll.report.query;

import java.util.List;
import java.util.Optional;

/**
 * All there is about one run but its windows.
 *
 * @param run the run
 * @param totals its totals, once there are any
 * @param findings what the analysis noticed
 * @param slaChanges how its rules changed their state, in order
 * @param liveVersion where the live stream goes on from here: the value of {@code since}
 */
public record RunDetail(
    Run run,
    Optional<Totals> totals,
    List<FindingEntry> findings,
    List<SlaChange> slaChanges,
    String liveVersion) {
  public RunDetail {
    findings = List.copyOf(findings);
    slaChanges = List.copyOf(slaChanges);
  }
}
