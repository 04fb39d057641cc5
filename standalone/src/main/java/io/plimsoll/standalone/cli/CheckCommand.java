package io.plimsoll.standalone.cli;

import io.plimsoll.load.scenario.PlanText;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.load.scenario.ScenarioPlan;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plimsoll check SCENARIO}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Validates a scenario, prints its plan and whether its limits can be reached; runs nothing.",
    footer = {"", "Example: plimsoll check scenarios/demo.yaml"})
final class CheckCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ScenarioOptions scenario;

  @Override
  public Integer call() {
    Scenario read = scenario.read();
    ScenarioPlan plan = ScenarioPlan.of(read);
    PrintWriter out = spec.commandLine().getOut();
    PlanText.lines(read, plan).forEach(out::println);
    out.flush();
    ScenarioOptions.requireReachable(plan);
    return ExitCode.PASSED.number();
  }
}
