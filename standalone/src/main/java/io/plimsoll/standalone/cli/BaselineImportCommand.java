package io.plimsoll.standalone.cli;

import io.plimsoll.report.compare.BaselineImport;
import io.plimsoll.report.compare.BaselineKey;
import io.plimsoll.report.compare.Baselines;
import io.plimsoll.schemas.OperationSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll baseline import FILE}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description =
        "Makes figures from a file the baseline: JSON with p50, p95, p99 per operation, or a table.",
    footer = {
      "",
      "Example: plimsoll baseline import baselines.json --scenario baseline --operation chat_endpoint=chat"
    })
final class BaselineImportCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private BaselinePlace place;

  @Parameters(paramLabel = "FILE", description = "JSON or CSV; latencies in ms.")
  private Path file;

  @Option(
      names = "--scenario",
      required = true,
      paramLabel = "NAME",
      description = "For runs of it.")
  private String scenario;

  @Option(names = "--branch", paramLabel = "NAME", description = "For runs of this branch.")
  private String branch = "";

  @Option(names = "--environment", paramLabel = "NAME", description = "For runs in it.")
  private String environment = "";

  @Option(
      names = "--operation",
      paramLabel = "THERE=HERE",
      description = "An operation's name in the file and in the scenario; may be repeated.")
  private Map<String, String> operations = Map.of();

  @Override
  public Integer call() throws InterruptedException {
    List<OperationSummary> figures = BaselineImport.read(file.toString(), text());
    figures.forEach(
        each ->
            each.setOperation(operations.getOrDefault(each.getOperation(), each.getOperation())));
    BaselineKey key = new BaselineKey(scenario, branch, environment);
    place.write(reports -> Baselines.imported(key, figures, Instant.now()));
    spec.commandLine()
        .getOut()
        .println("Baseline of %s imported: %d operations".formatted(scenario, figures.size()));
    return ExitCode.PASSED.number();
  }

  private String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.UNUSABLE_INPUT, file + " cannot be read (" + e + "): check the path", e);
    }
  }
}
