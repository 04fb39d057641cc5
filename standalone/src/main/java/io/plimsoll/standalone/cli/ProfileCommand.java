package io.plimsoll.standalone.cli;

import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.report.query.Json;
import io.plimsoll.report.query.ReportException;
import io.plimsoll.report.query.Reports;
import io.plimsoll.report.query.Run;
import io.plimsoll.report.scaling.Profile;
import io.plimsoll.report.scaling.ProfilePublisher;
import io.plimsoll.report.scaling.Profiles;
import io.plimsoll.report.scaling.Scaling;
import io.plimsoll.report.text.ScalingText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll profile SCENARIO}. */
@Command(
    name = "profile",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a scenario at several load levels and says how it scales.",
      "Measures each level once it is steady; fits throughput and response times; finds break point,"
          + " knee, peak, and the load at which each limit is reached. A scenario with several steady"
          + " parts, such as a staircase, gives a level for each of them."
    },
    footer = {
      "",
      "Example: plimsoll profile scenarios/demo.yaml --levels 0.25,0.5,0.75,1,1.25,1.5",
      "         plimsoll profile scenarios/demo.yaml --levels auto --duration-multiplier 0.5",
      "Limits are not judged here: exit code 0 says that there is a profile."
    })
final class ProfileCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ScenarioOptions file;
  @Mixin private RunSettings settings;
  @Mixin private ClusterOptions cluster;
  @Mixin private DataOption data;
  @Mixin private HttpOptions http;
  @Mixin private AlertOptions alerts;

  @Option(
      names = "--levels",
      paramLabel = "auto|X,X,…",
      description =
          "Factors of the scenario's load, or auto: finds the range, stops at the break point, looks"
              + " around it (default: ${DEFAULT-VALUE}).",
      defaultValue = "auto")
  private String levels;

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description =
          "up, random, or up_down, which measures each level twice; auto has an order of its own"
              + " (default: ${DEFAULT-VALUE}).",
      defaultValue = "up")
  private LevelPlan.Order order;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of --order random (default: ${DEFAULT-VALUE}).",
      defaultValue = "42")
  private long seed;

  @Option(
      names = "--cooldown",
      paramLabel = "TIME",
      description = "Pause between levels (default: ${DEFAULT-VALUE}).",
      defaultValue = "2s",
      converter = Arguments.Span.class)
  private Duration cooldown;

  @Option(
      names = "--baseline",
      paramLabel = "PROFILE",
      description =
          "Profile to hold it against: an id, or a scenario's name for its newest (default: that of"
              + " the baseline, else the newest of the main branch).")
  private String baseline;

  @Option(
      names = "--json",
      description = "Prints profile.json; everything else goes to standard error.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    LevelPlan plan = LevelPlan.read(levels);
    Scenario scenario = one(file.readAll());
    Terminal terminal = Terminal.of(json);
    try (Interrupts interrupts = Interrupts.listen();
        RunPlace place = RunPlace.open(cluster, data, http, alerts)) {
      LevelRuns runs =
          new LevelRuns(
              terminal,
              new RunSession(terminal, place, interrupts),
              interrupts,
              place.reports(),
              scenario,
              settings.options(place.spool()),
              settings.out);
      if (plan.auto()) {
        runs.search(new LevelSearch(), cooldown);
      } else {
        runs.run(order.of(plan.factors(), seed), cooldown);
      }
      tell(runs, place, terminal);
      return exitCode(runs, interrupts).number();
    }
  }

  private static Scenario one(List<Scenario> read) {
    if (read.size() == 1) {
      return read.get(0);
    }
    throw new CommandException(
        ExitCode.UNUSABLE_INPUT,
        "the scenario has a matrix of %d cells: a profile is of one; leave the matrix out"
            .formatted(read.size()));
  }

  private void tell(LevelRuns runs, RunPlace place, Terminal terminal) throws InterruptedException {
    if (runs.measured().isEmpty()) {
      terminal.line("No level could be measured: there is no profile");
      return;
    }
    Scaling scaling =
        Profiles.analysed(
            place.reports(), profile(runs, place.reports()), Optional.ofNullable(baseline));
    String id = scaling.profile().id();
    terminal.line("");
    terminal.line(ScalingText.profile(scaling));
    publish(place, scaling, terminal);
    Path directory = ReportFiles.directory(settings.out, id);
    ProfileFiles.write(scaling, directory).forEach(each -> terminal.line("Profile: " + each));
    if (json) {
      PrintWriter output = spec.commandLine().getOut();
      output.print(Json.writePretty(scaling));
      output.flush();
    }
  }

  private static void publish(RunPlace place, Scaling scaling, Terminal terminal)
      throws InterruptedException {
    try {
      ProfilePublisher.publish(place.cluster(), scaling);
      place
          .page()
          .ifPresent(url -> terminal.line("Page: " + url + "/profiles/" + scaling.profile().id()));
    } catch (ReportException e) {
      terminal.line("Warning: " + e.getMessage());
    }
  }

  private static Profile profile(LevelRuns runs, Reports reports) {
    Run first = reports.run(runs.measured().get(0).runId()).run();
    return Profile.of(
        "p-" + runs.runIds().get(0),
        first,
        Instant.ofEpochMilli(Clock.systemUTC().millis()),
        runs.measured());
  }

  private static ExitCode exitCode(LevelRuns runs, Interrupts interrupts) {
    if (interrupts.requested()) {
      return ExitCode.INTERRUPTED;
    }
    return runs.incomplete() || runs.measured().isEmpty() ? ExitCode.INCOMPLETE : ExitCode.PASSED;
  }
}
