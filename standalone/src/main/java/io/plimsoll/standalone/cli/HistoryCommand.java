package io.plimsoll.standalone.cli;

import io.plimsoll.report.history.History;
import io.plimsoll.report.history.HistoryQuery;
import io.plimsoll.report.query.Json;
import io.plimsoll.report.text.HistoryText;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll history SCENARIO}. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description =
        "Shows each KPI of a scenario over its runs, and between which commits it changed.",
    footer = {"", "Example: plimsoll history shop-front --branch main"})
final class HistoryCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ReportsOption reports;

  @Parameters(paramLabel = "SCENARIO", description = "Name of the scenario.")
  private String scenario;

  @Option(names = "--branch", paramLabel = "NAME", description = "Only runs of this branch.")
  private String branch;

  @Option(names = "--environment", paramLabel = "NAME", description = "Only runs in it.")
  private String environment;

  @Option(names = "--json", description = "For machines.")
  private boolean json;

  @Override
  public Integer call() {
    HistoryQuery query =
        new HistoryQuery(scenario, Optional.ofNullable(branch), Optional.ofNullable(environment));
    History history = reports.ask(source -> source.history(query));
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? Json.writePretty(history) : HistoryText.of(history));
    out.flush();
    return ExitCode.PASSED.number();
  }
}
