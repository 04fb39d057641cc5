package io.plimsoll.standalone.cli;

import io.plimsoll.load.run.RunOptions;
import io.plimsoll.load.scenario.OutcomeTransport;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.load.scenario.ScenarioPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What a command says of all runs it begins. */
final class RunSettings {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the report goes (default: plimsoll-out/RUN).")
  Path out;

  @Option(names = "--commit", paramLabel = "SHA", description = "Commit under test.")
  String commit;

  @Option(names = "--branch", paramLabel = "NAME", description = "Branch under test.")
  private String branch;

  @Option(names = "--environment", paramLabel = "NAME", description = "Where it runs.")
  private String environment;

  @Option(
      names = "--label",
      paramLabel = "K=V",
      description = "A label of the run; may be repeated.")
  private Map<String, String> labels = Map.of();

  @Option(
      names = "--transport",
      paramLabel = "single|batched",
      description =
          "How outcomes travel: each in a Kafka record of its own, or those of the same moment"
              + " together, up to 64 (default: what the scenario says, single otherwise).")
  private OutcomeTransport transport;

  @Option(
      names = "--allow-unreachable",
      description = "Runs although the scenario's own pacing cannot reach one of its limits.")
  private boolean allowUnreachable;

  /**
   * Refuses limits that no target could meet, unless that was asked for.
   *
   * @throws CommandException with the arithmetic for each of them
   */
  void requireReachable(List<Scenario> scenarios) {
    if (!allowUnreachable) {
      ScenarioOptions.requireReachable(scenarios.stream().map(ScenarioPlan::of).toList());
    }
  }

  RunOptions options(Path spool) {
    return options(spool, commit, Map.of());
  }

  /** The same for another commit, with further labels. */
  RunOptions options(Path spool, String otherCommit, Map<String, String> moreLabels) {
    return RunOptions.builder()
        .commit(otherCommit)
        .branch(branch)
        .environment(environment)
        .labels(labels)
        .labels(moreLabels)
        .spoolDirectory(spool)
        .outcomesPerRecord(transport == null ? 0 : transport.outcomesPerRecord())
        .build();
  }
}
