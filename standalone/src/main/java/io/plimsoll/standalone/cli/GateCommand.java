package io.plimsoll.standalone.cli;

import io.plimsoll.report.gate.Gate;
import io.plimsoll.report.gate.GateMarkdown;
import io.plimsoll.report.gate.JunitXml;
import io.plimsoll.report.query.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll gate RUN}. */
@Command(
    name = "gate",
    mixinStandardHelpOptions = true,
    description =
        "Says whether a run may pass: complete data, every limit, no critical finding, no regression.",
    footer = {
      "",
      "Example: plimsoll gate latest --junit gate.xml --markdown gate.md",
      "Exit codes: 0 passed, 1 failed, 4 incomplete data."
    })
final class GateCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ReportsOption reports;

  @Parameters(paramLabel = "RUN", description = "Id of the run, or latest.")
  private String runId;

  @Option(
      names = "--baseline",
      paramLabel = "RUN",
      split = ",",
      description = "Runs to hold it against (default: its baseline).")
  private List<String> baseline = List.of();

  @Option(names = "--no-anomalies", description = "Any anomaly fails, not only a critical one.")
  private boolean noAnomalies;

  @Option(names = "--junit", paramLabel = "FILE", description = "Writes JUnit XML for a CI system.")
  private Path junit;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Writes Markdown for a pull request.")
  private Path markdown;

  @Option(
      names = "--also",
      paramLabel = "RUN",
      split = ",",
      description = "Repeats of the run, taken in turns with as many of the baseline.")
  private List<String> also = List.of();

  @Option(names = "--json", description = "Prints JSON instead of Markdown.")
  private boolean json;

  @Override
  public Integer call() {
    Gate gate =
        reports.ask(
            source ->
                Gate.of(
                    source.run(runId),
                    Repeats.compare(source, runId, also, baseline),
                    noAnomalies));
    if (junit != null) {
      write(junit, JunitXml.write(gate));
    }
    if (markdown != null) {
      write(markdown, GateMarkdown.write(gate));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? Json.writePretty(gate) : GateMarkdown.write(gate));
    out.flush();
    return switch (gate.outcome()) {
      case PASSED -> ExitCode.PASSED.number();
      case FAILED -> ExitCode.FAILED.number();
      case WITHHELD -> ExitCode.INCOMPLETE.number();
    };
  }

  private static void write(Path file, String text) {
    try {
      Path directory = file.toAbsolutePath().getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.COULD_NOT_RUN, file + " cannot be written (" + e + "): name another file", e);
    }
  }
}
