package io.plimsoll.standalone.cli;

import io.plimsoll.report.query.Json;
import io.plimsoll.report.query.Reports;
import io.plimsoll.report.query.Run;
import io.plimsoll.report.scaling.LevelReader;
import io.plimsoll.report.scaling.Profile;
import io.plimsoll.report.scaling.ProfileLevel;
import io.plimsoll.report.scaling.Profiles;
import io.plimsoll.report.scaling.Scaling;
import io.plimsoll.report.scaling.ScalingAnalysis;
import io.plimsoll.report.text.ScalingText;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll capacity [PROFILE]}. */
@Command(
    name = "capacity",
    mixinStandardHelpOptions = true,
    description =
        "Says from a scaling profile at which load each limit is reached, and what multiples of today's load need.",
    footer = {
      "",
      "Example: plimsoll capacity shop-front",
      "         plimsoll capacity --run 20261121-144501-k3f9"
    })
final class CapacityCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ReportsOption reports;

  @Parameters(
      paramLabel = "PROFILE",
      arity = "0..1",
      description =
          "Id of a profile, or a scenario's name for its newest (default: ${DEFAULT-VALUE}).",
      defaultValue = "latest")
  private String wanted;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "Takes the levels from one finished run instead, such as a staircase.")
  private String runId;

  @Option(names = "--json", description = "Prints the profile with all that is said of it.")
  private boolean json;

  @Override
  public Integer call() {
    Scaling scaling =
        ScalingAnalysis.of(
            reports.ask(
                source ->
                    runId == null ? Profiles.find(source.profiles(), wanted) : ofRun(source)));
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? Json.writePretty(scaling) : text(scaling));
    out.flush();
    return ExitCode.PASSED.number();
  }

  private String text(Scaling scaling) {
    String capacity = ScalingText.capacity(scaling);
    return runId == null ? capacity : ScalingText.profile(scaling) + "\n" + capacity;
  }

  private Profile ofRun(Reports source) {
    Run run = source.run(runId).run();
    double least =
        run.plan().stream()
            .filter(phase -> phase.fromLevel() == phase.toLevel() && phase.toLevel() > 0)
            .mapToDouble(phase -> phase.toLevel())
            .min()
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.UNUSABLE_INPUT,
                        "run %s has no part in which the load stays the same: name a run of a staircase"
                            .formatted(runId)));
    List<ProfileLevel> levels = LevelReader.levels(source, run.id(), least);
    return new Profile(
        "r-" + run.id(),
        run.scenario(),
        run.startedAt(),
        LevelReader.loadUnit(run),
        levels,
        LevelReader.limits(run));
  }
}
