package io.plimsoll.standalone.cli;

import io.plimsoll.report.compare.Comparison;
import io.plimsoll.report.query.Reports;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run, or repeats of one, beside a baseline. */
final class Repeats {
  private Repeats() {}

  /**
   * @param also further repeats; then the baseline must be named
   * @throws CommandException UNUSABLE_INPUT
   */
  static Optional<Comparison> compare(
      Reports reports, String runId, List<String> also, List<String> baseline) {
    if (also.isEmpty()) {
      return reports.comparison(runId, baseline);
    }
    if (baseline.isEmpty()) {
      throw new CommandException(
          ExitCode.UNUSABLE_INPUT,
          "--also needs the runs to hold them against: name as many, in the order of their turns");
    }
    List<String> repeats = new ArrayList<>(List.of(runId));
    repeats.addAll(also);
    return Optional.of(reports.repeated(repeats, baseline));
  }
}
