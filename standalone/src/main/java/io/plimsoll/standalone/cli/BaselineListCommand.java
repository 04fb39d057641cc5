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

/** {@code plimsoll baseline list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists all baselines.",
    footer = {"", "Example: plimsoll baseline list --json"})
final class BaselineListCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ReportsOption reports;

  @Option(names = "--json", description = "For machines.")
  private boolean json;

  @Override
  public Integer call() {
    List<BaselineEntry> all = reports.ask(Reports::baselines);
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? Json.writePretty(all) : BaselineText.table(all));
    out.flush();
    return ExitCode.PASSED.number();
  }
}
