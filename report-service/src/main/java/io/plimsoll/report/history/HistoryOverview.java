package io.plimsoll.report.history;

import java.util.List;
import java.util.Optional;

/**
 * Every history there is.
 *
 * @param histories by scenario, branch and environment
 */
public record HistoryOverview(List<Line> histories) {
  public HistoryOverview {
    histories = List.copyOf(histories);
  }

  /**
   * One history in short.
   *
   * @param scenario name of the scenario
   * @param branch its branch, where its runs name one
   * @param environment where they ran, where they say so
   * @param runs complete runs
   * @param flakyKpis KPIs in which repeated runs differ more than they should
   * @param unseenChanges lasting changes that nobody has acknowledged
   */
  public record Line(
      String scenario,
      Optional<String> branch,
      Optional<String> environment,
      int runs,
      List<String> flakyKpis,
      long unseenChanges) {
    public Line {
      flakyKpis = List.copyOf(flakyKpis);
    }
  }
}
