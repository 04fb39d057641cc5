package io.plimsoll.load.run;

import io.plimsoll.load.scenario.ChangeLimit;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.load.scenario.ScenarioPlan;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.SlaRule;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the run's own record at each turn of its life. Immutable. */
final class RunRecordBook {
  private final String runId;
  private final Scenario scenario;
  private final ScenarioPlan plan;
  private final RunOptions options;

  RunRecordBook(String runId, Scenario scenario, ScenarioPlan plan, RunOptions options) {
    this.runId = runId;
    this.scenario = scenario;
    this.plan = plan;
    this.options = options;
  }

  RunRecord begun(RunStatus status, long startedAtMicros) {
    return common(status, startedAtMicros).setWarnings(plan.unreachable()).build();
  }

  RunRecord ended(
      RunStatus status,
      long startedAtMicros,
      long endedAtMicros,
      String reason,
      boolean generatorLimited,
      List<String> warnings) {
    return common(status, startedAtMicros)
        .setEndedAtMicros(endedAtMicros)
        .setReason(reason)
        .setGeneratorLimited(generatorLimited)
        .setWarnings(warnings)
        .build();
  }

  private static List<SlaRule> rules(Scenario scenario) {
    Duration length = scenario.load().duration();
    return scenario.sla().stream().map(limit -> limit.toRule(length)).toList();
  }

  private RunRecord.Builder common(RunStatus status, long startedAtMicros) {
    Map<String, String> labels = new HashMap<>(scenario.labels());
    labels.putAll(options.labels());
    return RunRecord.newBuilder()
        .setRunId(runId)
        .setScenario(scenario.name())
        .setScenarioHash(scenario.hash())
        .setStatus(status)
        .setStartedAtMicros(startedAtMicros)
        .setAgents(options.agents())
        .setOperations(scenario.operations())
        .setPlan(plan.phases())
        .setSla(rules(scenario))
        .setUntil(scenario.untilRules())
        .setThresholds(scenario.thresholds().stream().map(ChangeLimit::toThreshold).toList())
        .setSocketOperations(scenario.socketOperations().stream().sorted().toList())
        .setCommit(options.commit().orElse(null))
        .setBranch(options.branch().orElse(null))
        .setEnvironment(options.environment().orElse(null))
        .setLabels(labels);
  }
}
