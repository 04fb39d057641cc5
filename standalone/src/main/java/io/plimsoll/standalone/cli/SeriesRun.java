package io.plimsoll.standalone.cli;

import io.plimsoll.report.query.OperationTotals;
import io.plimsoll.report.query.Totals;
import io.plimsoll.report.query.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One line of a series' table.
 *
 * @param status PASSED, FAILED, WITHHELD, INTERRUPTED, COULD_NOT_RUN or NOT_RUN
 * @param exitCode what the run alone would have ended with; PASSED for one that was not run, which
 *     says nothing of the target
 * @param length from its start to its verdict
 * @param totals of all operations together, when there is a summary
 * @param reasons why it did not pass
 */
record SeriesRun(
    String scenario,
    Optional<String> runId,
    String status,
    ExitCode exitCode,
    Duration length,
    Optional<OperationTotals> totals,
    List<String> reasons,
    Optional<Path> directory) {
  SeriesRun {
    reasons = List.copyOf(reasons);
  }

  static SeriesRun of(String scenario, RunSession.Ended ended, long nanos) {
    Optional<Verdict> verdict = ended.totals().map(Totals::verdict);
    String status =
        switch (ended.exitCode()) {
          case PASSED, FAILED, INTERRUPTED -> ended.exitCode().name();
          default -> Verdict.Outcome.WITHHELD.name();
        };
    return new SeriesRun(
        scenario,
        Optional.of(ended.runId()),
        status,
        ended.exitCode(),
        Duration.ofNanos(nanos),
        ended.totals().map(Totals::all),
        verdict.map(Verdict::reasons).orElse(List.of("no final summary")),
        ended.directory());
  }

  static SeriesRun couldNotRun(String scenario, String reason) {
    return without(scenario, "COULD_NOT_RUN", ExitCode.COULD_NOT_RUN, List.of(reason));
  }

  static SeriesRun notRun(String scenario) {
    return without(scenario, "NOT_RUN", ExitCode.PASSED, List.of());
  }

  private static SeriesRun without(
      String scenario, String status, ExitCode exitCode, List<String> reasons) {
    return new SeriesRun(
        scenario,
        Optional.empty(),
        status,
        exitCode,
        Duration.ZERO,
        Optional.empty(),
        reasons,
        Optional.empty());
  }
}
