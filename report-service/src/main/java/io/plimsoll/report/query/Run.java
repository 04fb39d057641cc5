package io.plimsoll.report.query;

import io.plimsoll.schemas.RunRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run: what was planned and where it stands.
 *
 * @param id id of the run; ids ascend with time
 * @param scenario name of the scenario
 * @param status STARTING, RUNNING, ENDED, INTERRUPTED, ABORTED or FAILED
 * @param startedAt when load began
 * @param endedAt when the last outcome was known; empty while it goes on
 * @param commit commit under test
 * @param branch branch under test
 * @param environment where it ran
 * @param labels free labels
 * @param agents who drives it
 * @param operations operations the scenario can produce
 * @param plan the planned load
 * @param sla the limits promised
 * @param reason why it ended, when not by plan
 * @param generatorLimited the generator, not the target, was at its limit
 * @param warnings what the reader must know
 */
public record Run(
    String id,
    String scenario,
    String status,
    Instant startedAt,
    Optional<Instant> endedAt,
    Optional<String> commit,
    Optional<String> branch,
    Optional<String> environment,
    Map<String, String> labels,
    List<String> agents,
    List<String> operations,
    List<Phase> plan,
    List<Limit> sla,
    Optional<String> reason,
    boolean generatorLimited,
    List<String> warnings) {
  public Run {
    labels = Map.copyOf(labels);
    agents = List.copyOf(agents);
    operations = List.copyOf(operations);
    plan = List.copyOf(plan);
    sla = List.copyOf(sla);
    warnings = List.copyOf(warnings);
  }

  static Run of(RunRecord record) {
    return new Run(
        record.getRunId(),
        record.getScenario(),
        record.getStatus().name(),
        Times.instant(record.getStartedAtMicros()),
        Optional.ofNullable(record.getEndedAtMicros()).map(Times::instant),
        Optional.ofNullable(record.getCommit()),
        Optional.ofNullable(record.getBranch()),
        Optional.ofNullable(record.getEnvironment()),
        record.getLabels(),
        record.getAgents(),
        record.getOperations(),
        record.getPlan().stream().map(Phase::of).toList(),
        record.getSla().stream().map(Limit::of).toList(),
        Optional.ofNullable(record.getReason()),
        record.getGeneratorLimited(),
        record.getWarnings());
  }
}
