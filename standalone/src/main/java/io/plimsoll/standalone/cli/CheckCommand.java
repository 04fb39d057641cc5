package io.plimsoll.standalone.cli;

import io.plimsoll.load.run.Descriptors;
import io.plimsoll.load.scenario.PlanText;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.load.scenario.ScenarioPlan;
import io.plimsoll.load.scenario.Suite;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plimsoll check SCENARIO}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Validates a scenario or a suite, prints the plan and whether its limits can be reached; runs nothing.",
    footer = {"", "Example: plimsoll check scenarios/demo.yaml"})
final class CheckCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ScenarioOptions scenario;

  @Override
  public Integer call() {
    List<Scenario> read =
        scenario.isSuite()
            ? scenario.readSuite().entries().stream().map(Suite.Entry::scenario).toList()
            : scenario.readAll();
    List<ScenarioPlan> plans = read.stream().map(ScenarioPlan::of).toList();
    PrintWriter out = spec.commandLine().getOut();
    for (int i = 0; i < read.size(); i++) {
      if (i > 0) {
        out.println();
      }
      PlanText.lines(read.get(i), plans.get(i)).forEach(out::println);
      Descriptors.of(read.get(i)).shortage().ifPresent(each -> out.println("warning: " + each));
    }
    out.flush();
    ScenarioOptions.requireReachable(plans);
    return ExitCode.PASSED.number();
  }
}
