package io.plimsoll.standalone.cli;

import io.plimsoll.report.query.Json;
import io.plimsoll.report.query.RunOverview;
import io.plimsoll.report.text.RunList;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll runs}. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description = "Lists what ran, newest first.",
    footer = {"", "Example: plimsoll runs --json"})
final class RunsCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ReportsOption reports;

  @Option(names = "--json", description = "For machines.")
  private boolean json;

  @Override
  public Integer call() {
    List<RunOverview> runs = reports.ask(source -> source.runs());
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? Json.writePretty(runs) : RunList.table(runs));
    out.flush();
    return ExitCode.PASSED.number();
  }
}
