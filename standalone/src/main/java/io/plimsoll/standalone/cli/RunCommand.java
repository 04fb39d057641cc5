package io.plimsoll.standalone.cli;

import io.plimsoll.load.run.RunOptions;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.load.scenario.Suite;
import io.plimsoll.load.scenario.Target;
import io.plimsoll.report.query.Reports;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll run SCENARIO}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs a scenario and ends with its verdict; a matrix cell by cell.",
    footer = {
      "",
      "Example: plimsoll run scenarios/demo.yaml --target http://127.0.0.1:9000 --out reports/",
      "Without --bootstrap-servers it uses the plimsoll serve of --data, or else everything"
          + " embedded."
    })
final class RunCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ScenarioOptions scenario;
  @Mixin private RunSettings settings;
  @Mixin private ClusterOptions cluster;
  @Mixin private DataOption data;
  @Mixin private HttpOptions http;
  @Mixin private AlertOptions alerts;

  @Option(names = "--json", description = "Prints report.json; the table goes to standard error.")
  private boolean json;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      description = "Runs it so many times and tells how they vary (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private int repeat;

  @Option(
      names = "--baseline-target",
      paramLabel = "URL",
      description = "Takes turns with a run against this target, and compares with those.")
  private String baselineTarget;

  @Option(
      names = "--baseline-commit",
      paramLabel = "SHA",
      description = "Commit of the build behind --baseline-target.")
  private String baselineCommit;

  @Override
  public Integer call() throws InterruptedException {
    List<Scenario> read = scenario.readAll();
    settings.requireReachable(read);
    Optional<Scenario> baseline = baseline(read);
    Terminal terminal = Terminal.of(json);
    try (Interrupts interrupts = Interrupts.listen();
        RunPlace place = RunPlace.open(cluster, data, http, alerts)) {
      RunSession session = new RunSession(terminal, place, interrupts);
      if (repeat > 1 || baseline.isPresent()) {
        RepeatedRuns.Side candidate =
            new RepeatedRuns.Side(
                read.get(0), labels -> settings.options(place.spool(), settings.commit, labels));
        Optional<RepeatedRuns.Side> other =
            baseline.map(
                found ->
                    new RepeatedRuns.Side(
                        found, labels -> settings.options(place.spool(), baselineCommit, labels)));
        return new RepeatedRuns(terminal, session, place, interrupts)
            .drive(candidate, other, repeat, settings.out)
            .number();
      }
      return read.size() == 1
          ? one(read.get(0), session, place)
          : cells(read, new RunSeries(terminal, session, interrupts), place);
    }
  }

  /** Refuses what cannot be repeated, before anything is started. */
  private Optional<Scenario> baseline(List<Scenario> read) {
    boolean repeated = repeat != 1 || baselineTarget != null;
    if (repeated && (read.size() != 1 || repeat < 1 || json)) {
      throw new CommandException(
          ExitCode.UNUSABLE_INPUT,
          "--repeat and --baseline-target are for a single scenario, at least once, and print no"
              + " report.json: leave out --json, and name a file without a matrix");
    }
    if (baselineTarget == null) {
      return Optional.empty();
    }
    Target target =
        Target.of(baselineTarget)
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.UNUSABLE_INPUT,
                        "--baseline-target "
                            + baselineTarget
                            + " is not a URL such as http://127.0.0.1:9000"));
    return Optional.of(read.get(0).withTarget(target));
  }

  private int one(Scenario read, RunSession session, RunPlace place) throws InterruptedException {
    RunOptions options = settings.options(place.spool());
    RunSession.Ended ended = session.drive(read, options, settings.out);
    if (json) {
      print(place.reports().document(ended.runId(), Reports.Format.JSON));
    }
    return ended.exitCode().number();
  }

  private int cells(List<Scenario> read, RunSeries series, RunPlace place)
      throws InterruptedException {
    String file = scenario.file().toString();
    List<Suite.Entry> entries =
        read.stream().map(each -> new Suite.Entry(file, each, Duration.ZERO, false)).toList();
    SeriesResult result =
        series.drive(
            new Suite(scenario.name(), entries), settings.options(place.spool()), settings.out);
    if (json) {
      print(result.json());
    }
    return result.exitCode().number();
  }

  private void print(String document) {
    PrintWriter output = spec.commandLine().getOut();
    output.println(document);
    output.flush();
  }
}
