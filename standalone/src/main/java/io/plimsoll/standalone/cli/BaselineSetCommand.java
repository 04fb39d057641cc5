package io.plimsoll.standalone.cli;

import io.plimsoll.report.compare.BaselineKey;
import io.plimsoll.report.compare.Baselines;
import io.plimsoll.report.query.Reports;
import io.plimsoll.report.query.Run;
import io.plimsoll.schemas.Baseline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll baseline set RUN…}. */
@Command(
    name = "set",
    mixinStandardHelpOptions = true,
    description = "Makes one run, or several taken together, the baseline of their scenario.",
    footer = {
      "",
      "Example: plimsoll baseline set 20261121-144501-k3f9 20261121-150201-p81a",
      "It stays until it is set again; runs of the main branch do not replace it by themselves."
    })
final class BaselineSetCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private BaselinePlace place;

  @Parameters(arity = "1..*", paramLabel = "RUN", description = "Ids of the runs, or latest.")
  private List<String> runIds;

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      description = "For runs of this branch (default: that of the runs).")
  private String branch;

  @Override
  public Integer call() throws InterruptedException {
    Baseline set = place.write(this::baseline);
    spec.commandLine()
        .getOut()
        .println(
            "Baseline of %s%s set: %s"
                .formatted(
                    set.getScenario(),
                    set.getBranch().isEmpty() ? "" : " on " + set.getBranch(),
                    String.join(", ", set.getRunIds())));
    return ExitCode.PASSED.number();
  }

  private Baseline baseline(Reports reports) {
    List<Run> runs = new ArrayList<>();
    runIds.forEach(id -> runs.add(reports.run(id).run()));
    BaselineKey key = key(runs.get(0));
    for (Run run : runs) {
      if (!key(run).equals(key)) {
        throw new CommandException(
            ExitCode.UNUSABLE_INPUT,
            "run %s is of %s and run %s of %s: a baseline is of one scenario, branch and environment"
                .formatted(runs.get(0).id(), key, run.id(), key(run)));
      }
    }
    return Baselines.of(key, runs.stream().map(Run::id).toList(), "user", Instant.now());
  }

  private BaselineKey key(Run run) {
    String of = branch != null ? branch : run.branch().orElse("");
    return new BaselineKey(run.scenario(), of, run.environment().orElse(""));
  }
}
