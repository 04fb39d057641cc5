package io.plimsoll.report.compare;

import io.plimsoll.report.query.OperationTotals;
import io.plimsoll.report.query.Times;
import io.plimsoll.schemas.Baseline;
import java.time.Instant;
import java.util.List;

/**
 * A baseline as people see it.
 *
 * @param scenario what it is for
 * @param branch its branch; empty when none was named
 * @param environment where; empty when none was named
 * @param runIds the runs taken together; empty for an imported one
 * @param setAt when it was set
 * @param setBy user, promotion or import
 * @param imported figures that were imported, when there are no runs
 */
public record BaselineEntry(
    String scenario,
    String branch,
    String environment,
    List<String> runIds,
    Instant setAt,
    String setBy,
    List<OperationTotals> imported) {
  public BaselineEntry {
    runIds = List.copyOf(runIds);
    imported = List.copyOf(imported);
  }

  /** As it lies on its topic. */
  public static BaselineEntry of(Baseline baseline) {
    return new BaselineEntry(
        baseline.getScenario(),
        baseline.getBranch(),
        baseline.getEnvironment(),
        baseline.getRunIds(),
        Times.instant(baseline.getSetAtMicros()),
        baseline.getSetBy(),
        baseline.getOperations().stream().map(OperationTotals::of).toList());
  }
}
