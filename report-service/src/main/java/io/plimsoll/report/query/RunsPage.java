package io.plimsoll.report.query;

import java.util.List;

/**
 * All runs.
 *
 * @param runs newest first
 */
public record RunsPage(List<RunOverview> runs) {
  public RunsPage {
    runs = List.copyOf(runs);
  }
}
