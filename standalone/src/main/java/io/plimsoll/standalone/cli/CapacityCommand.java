package io.plimsoll.standalone.cli;

import io.plimsoll.report.query.Json;
import io.plimsoll.report.query.Reports;
import io.plimsoll.report.query.Run;
import io.plimsoll.report.scaling.LevelReader;
import io.plimsoll.report.scaling.Profile;
import io.plimsoll.report.scaling.ProfilePublisher;
import io.plimsoll.report.scaling.Profiles;
import io.plimsoll.report.scaling.Scaling;
import io.plimsoll.report.text.ScalingText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
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
  @Mixin private ClusterOptions cluster;

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
      description =
          "Takes the levels from one finished run instead, such as a staircase, and keeps them as a profile.")
  private String runId;

  @Option(names = "--json", description = "Prints the profile with all that is said of it.")
  private boolean json;

  @Option(
      names = "--baseline",
      paramLabel = "PROFILE",
      description =
          "Profile to hold it against (default: that of the baseline, else the newest of the main"
              + " branch).")
  private String baseline;

  @Option(
      names = "--today",
      paramLabel = "LOAD",
      description =
          "Users or arrivals per second that count as today's load (default: that of the scenario;"
              + " of a staircase, its first step).")
  private Double today;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also writes profile.html, profile.json and profile.md there.")
  private Path out;

  @Override
  public Integer call() throws InterruptedException {
    if (today != null && !(today > 0 && Double.isFinite(today))) {
      throw new CommandException(
          ExitCode.UNUSABLE_INPUT, "--today %s is no load: give a number above 0".formatted(today));
    }
    Scaling scaling = runId == null ? kept() : ofRun();
    PrintWriter print = spec.commandLine().getOut();
    print.print(json ? Json.writePretty(scaling) : text(scaling));
    if (out != null) {
      PrintWriter told = json ? spec.commandLine().getErr() : print;
      ProfileFiles.write(scaling, out).forEach(file -> told.println("Profile: " + file));
      told.flush();
    }
    print.flush();
    return ExitCode.PASSED.number();
  }

  private Scaling kept() {
    if (cluster.cluster().isEmpty()) {
      return reports.ask(this::kept);
    }
    try (RunPlace place = RunPlace.forReading(cluster, reports.data())) {
      return kept(place.reports());
    }
  }

  private Scaling kept(Reports source) {
    return analysed(source, Profiles.find(source.profiles(), wanted));
  }

  private Scaling analysed(Reports source, Profile profile) {
    Profile of = today == null ? profile : profile.withToday(today);
    return Profiles.analysed(source, of, Optional.ofNullable(baseline));
  }

  /** Measures the levels of a run and keeps the profile, unless a service is only asked. */
  private Scaling ofRun() throws InterruptedException {
    if (reports.elsewhere()) {
      return reports.ask(source -> analysed(source, profile(source)));
    }
    try (RunPlace place = RunPlace.forReading(cluster, reports.data())) {
      Profile profile = profile(place.reports());
      Scaling scaling = analysed(place.reports(), profile);
      ProfilePublisher.publish(place.cluster(), scaling);
      return scaling;
    }
  }

  private String text(Scaling scaling) {
    String capacity = ScalingText.capacity(scaling);
    return runId == null ? capacity : ScalingText.profile(scaling) + "\n" + capacity;
  }

  private Profile profile(Reports source) {
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
    return Profile.of(
        "r-" + run.id(), run, run.startedAt(), LevelReader.levels(source, run.id(), least));
  }
}
