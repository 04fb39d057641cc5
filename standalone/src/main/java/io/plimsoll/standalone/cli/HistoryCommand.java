package io.plimsoll.standalone.cli;

import io.plimsoll.report.history.History;
import io.plimsoll.report.history.HistoryOverview;
import io.plimsoll.report.query.Json;
import io.plimsoll.report.text.HistoryText;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll history [SCENARIO]}. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description =
        "Shows each KPI of a scenario over its runs, and between which commits it changed;"
            + " without a scenario all of them, and which are flaky.",
    footer = {
      "",
      "Example: plimsoll history shop-front --branch main",
      "plimsoll acknowledge says that somebody has looked at a change."
    })
final class HistoryCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ReportsOption reports;
  @Mixin private HistoryScope scope;

  @Parameters(arity = "0..1", paramLabel = "SCENARIO", description = "Name of the scenario.")
  private String scenario;

  @Option(names = "--json", description = "For machines.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (scenario == null) {
      scope.refuseAny();
      HistoryOverview overview = reports.ask(source -> source.histories());
      out.print(json ? Json.writePretty(overview) : HistoryText.of(overview));
    } else {
      History history = reports.ask(source -> source.history(scope.query(scenario)));
      out.print(json ? Json.writePretty(history) : HistoryText.of(history));
    }
    out.flush();
    return ExitCode.PASSED.number();
  }
}
