package io.plimsoll.standalone.cli;

import io.plimsoll.report.history.HistoryQuery;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which of a scenario's runs make up its history. */
final class HistoryScope {
  @Option(names = "--branch", paramLabel = "NAME", description = "Only runs of this branch.")
  private String branch;

  @Option(names = "--environment", paramLabel = "NAME", description = "Only runs in it.")
  private String environment;

  @Option(
      names = "--operation",
      paramLabel = "NAME",
      description = "Figures of this operation (default: of all together).")
  private String operation;

  HistoryQuery query(String scenario) {
    return new HistoryQuery(
        scenario,
        Optional.ofNullable(branch),
        Optional.ofNullable(environment),
        Optional.ofNullable(operation));
  }

  /** For where no scenario is named. */
  void refuseAny() {
    if (branch != null || environment != null || operation != null) {
      throw new CommandException(
          ExitCode.UNUSABLE_INPUT,
          "--branch, --environment and --operation are of one scenario: name it");
    }
  }
}
