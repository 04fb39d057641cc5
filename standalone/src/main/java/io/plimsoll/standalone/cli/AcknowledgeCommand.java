package io.plimsoll.standalone.cli;

import io.plimsoll.report.compare.BaselineWriter;
import io.plimsoll.report.history.Acknowledgements;
import io.plimsoll.report.history.History;
import io.plimsoll.report.history.HistoryQuery;
import io.plimsoll.schemas.AcknowledgedChanges;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll acknowledge SCENARIO RUN}. */
@Command(
    name = "acknowledge",
    mixinStandardHelpOptions = true,
    description =
        "Says that somebody has looked at a lasting change in a history. When newer runs move or"
            + " withdraw it, the history says so.",
    footer = {
      "",
      "Example: plimsoll acknowledge shop-front 20261121-144501-k3f9 --branch main --note 'larger catalogue'",
      "Name branch and environment as for plimsoll history: each history has its own."
    })
final class AcknowledgeCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ClusterOptions cluster;
  @Mixin private DataOption data;
  @Mixin private HistoryScope scope;

  @Parameters(index = "0", paramLabel = "SCENARIO", description = "Name of the scenario.")
  private String scenario;

  @Parameters(
      index = "1",
      paramLabel = "RUN",
      description = "First run at the new level, as history shows it; all for every change.")
  private String runId;

  @Option(names = "--note", paramLabel = "TEXT", description = "What there is to say of it.")
  private String note = "";

  @Override
  public Integer call() {
    try (RunPlace place = RunPlace.forReading(cluster, data)) {
      HistoryQuery query = scope.query(scenario);
      History history = place.reports().history(query);
      AcknowledgedChanges changes = Acknowledgements.of(query, history, runId, note, Instant.now());
      new BaselineWriter(place.cluster()).write(changes);
      spec.commandLine()
          .getOut()
          .println(
              "Acknowledged in the history of %s: %d changes"
                  .formatted(scenario, changes.getChanges().size()));
      return ExitCode.PASSED.number();
    }
  }
}
