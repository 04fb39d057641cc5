package io.plimsoll.standalone.cli;

import io.plimsoll.load.scenario.Suite;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll suite SUITE}. */
@Command(
    name = "suite",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the scenarios of a suite one after the other, with a pause between them.",
      "All of them are read and checked before the first begins. Ends with a table, and with the"
          + " exit code of the worst run."
    },
    footer = {
      "",
      "Example: plimsoll suite scenarios/execution-plan.suite.yaml --duration-multiplier 0.01"
    })
final class SuiteCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ScenarioOptions file;
  @Mixin private RunSettings settings;
  @Mixin private ClusterOptions cluster;
  @Mixin private DataOption data;
  @Mixin private HttpOptions http;
  @Mixin private AlertOptions alerts;

  @Option(
      names = "--stop-on-failure",
      description = "Leaves out the rest when a run does not pass, whatever the suite says.")
  private boolean stopOnFailure;

  @Option(names = "--json", description = "Prints suite.json; the table goes to standard error.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    Suite suite = file.readSuite();
    settings.requireReachable(suite.entries().stream().map(Suite.Entry::scenario).toList());
    Terminal terminal = Terminal.of(json);
    try (Interrupts interrupts = Interrupts.listen();
        RunPlace place = RunPlace.open(cluster, data, http, alerts)) {
      RunSession session = new RunSession(terminal, place, interrupts);
      SeriesResult result =
          new RunSeries(terminal, session, interrupts)
              .stopOnFailure(stopOnFailure)
              .drive(suite, settings.options(place.spool()), settings.out);
      if (json) {
        PrintWriter output = spec.commandLine().getOut();
        output.println(result.json());
        output.flush();
      }
      return result.exitCode().number();
    }
  }
}
