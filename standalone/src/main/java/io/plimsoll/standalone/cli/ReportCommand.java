package io.plimsoll.standalone.cli;

import io.plimsoll.report.query.Reports;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll report RUN}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Writes the report of a run: report.html, report.json and report.md.",
    footer = {"", "Example: plimsoll report 20261121-144501-k3f9 --out reports/"})
final class ReportCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ReportsOption reports;

  @Parameters(paramLabel = "RUN", description = "Id of the run; see plimsoll runs.")
  private String runId;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the files go (default: plimsoll-out/RUN).")
  private Path out;

  @Option(names = "--json", description = "Prints report.json and writes nothing.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter terminal = spec.commandLine().getOut();
    if (json) {
      String document = reports.ask(source -> source.document(runId, Reports.Format.JSON));
      terminal.print(document);
      terminal.flush();
      return ExitCode.PASSED.number();
    }
    Path directory = ReportFiles.directory(out, runId);
    reports.ask(source -> ReportFiles.write(source, runId, directory)).forEach(terminal::println);
    return ExitCode.PASSED.number();
  }
}
