package io.plimsoll.standalone.cli;

import io.plimsoll.report.compare.Comparison;
import io.plimsoll.report.query.Json;
import io.plimsoll.report.text.ComparisonText;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll compare RUN [BASELINE…]}. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description =
        "Holds a run against other runs, or against its baseline; ends with 1 on a regression.",
    footer = {
      "",
      "Example: plimsoll compare latest 20261121-144501-k3f9",
      "A regression needs the threshold and the evidence; see docs/comparison.md."
    })
final class CompareCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ReportsOption reports;

  @Parameters(index = "0", paramLabel = "RUN", description = "Id of the run, or latest.")
  private String runId;

  @Parameters(
      index = "1..*",
      paramLabel = "BASELINE",
      description = "Runs to hold it against, taken together (default: its baseline).")
  private List<String> baseline = List.of();

  @Option(
      names = "--also",
      paramLabel = "RUN",
      split = ",",
      description = "Repeats of the run, taken in turns with as many of the baseline.")
  private List<String> also = List.of();

  @Option(names = "--json", description = "For machines.")
  private boolean json;

  @Override
  public Integer call() {
    Comparison comparison =
        reports
            .ask(source -> Repeats.compare(source, runId, also, baseline))
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.UNUSABLE_INPUT,
                        "run %s has not ended, or has no baseline: name runs, or set one with plimsoll baseline set"
                            .formatted(runId)));
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? Json.writePretty(comparison) : ComparisonText.of(comparison));
    out.flush();
    return (comparison.regression() ? ExitCode.FAILED : ExitCode.PASSED).number();
  }
}
