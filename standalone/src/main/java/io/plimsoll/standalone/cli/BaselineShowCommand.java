package io.plimsoll.standalone.cli;

import io.plimsoll.report.compare.BaselineEntry;
import io.plimsoll.report.query.Json;
import io.plimsoll.report.query.Reports;
import io.plimsoll.report.text.BaselineText;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll baseline show SCENARIO}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows the baselines of a scenario with their runs or figures.",
    footer = {"", "Example: plimsoll baseline show shop-front"})
final class BaselineShowCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ReportsOption reports;

  @Parameters(paramLabel = "SCENARIO", description = "Name of the scenario.")
  private String scenario;

  @Option(names = "--json", description = "For machines.")
  private boolean json;

  @Override
  public Integer call() {
    List<BaselineEntry> found =
        reports.ask(Reports::baselines).stream()
            .filter(each -> each.scenario().equals(scenario))
            .toList();
    if (found.isEmpty()) {
      throw new CommandException(
          ExitCode.UNUSABLE_INPUT,
          "scenario %s has no baseline: set one with plimsoll baseline set RUN"
              .formatted(scenario));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? Json.writePretty(found) : BaselineText.detail(found));
    out.flush();
    return ExitCode.PASSED.number();
  }
}
