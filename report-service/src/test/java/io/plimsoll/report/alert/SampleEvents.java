package io.plimsoll.report.alert;

import io.plimsoll.schemas.Comparison;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.SlaEvent;
import io.plimsoll.schemas.SlaRule;
import io.plimsoll.schemas.SlaTransition;

/** SLA events of made-up rules, every number known. */
final class SampleEvents {
  static final long START = 1_700_000_000_000_000L;

  private SampleEvents() {}

  /** The rule {@code upload/response.p95 < 500 ms} changes its state so many seconds in. */
  static SlaEvent event(String runId, SlaTransition transition, int second) {
    return event(runId, "upload", transition, second, "critical");
  }

  static SlaEvent event(
      String runId, String operation, SlaTransition transition, int second, String severity) {
    return SlaEvent.newBuilder()
        .setRunId(runId)
        .setRule(rule(operation, severity))
        .setOperation(operation)
        .setTransition(transition)
        .setAtMicros(START + second * 1_000_000L)
        .setValue(612_000.0)
        .setWindowStartMicros(START + (second - 10) * 1_000_000L)
        .setWindowWidthMillis(10_000)
        .setSamples(1_234)
        .setEpisode(1)
        .build();
  }

  private static SlaRule rule(String operation, String severity) {
    return SlaRule.newBuilder()
        .setRuleId(operation + "/response.p95")
        .setOperation(operation)
        .setIndicator("response.p95")
        .setComparison(Comparison.LESS)
        .setLimit(500_000)
        .setText("< 500ms")
        .setSeverity(severity)
        .build();
  }

  static RunRecord run(String runId, String scenario) {
    return RunRecord.newBuilder()
        .setRunId(runId)
        .setScenario(scenario)
        .setScenarioHash("00")
        .setStatus(RunStatus.RUNNING)
        .setStartedAtMicros(START)
        .setAgents(java.util.List.of("a1"))
        .setEnvironment("lab")
        .setBranch("main")
        .build();
  }
}
