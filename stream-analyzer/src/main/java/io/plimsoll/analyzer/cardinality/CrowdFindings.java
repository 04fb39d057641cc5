package io.plimsoll.analyzer.cardinality;

import io.plimsoll.schemas.Finding;
import io.plimsoll.schemas.FindingKind;
import io.plimsoll.schemas.FindingState;
import java.util.Map;

/** Makes the findings about budgets that were exceeded. */
public final class CrowdFindings {
  private CrowdFindings() {}

  /**
   * A run has more operations than its budget.
   *
   * @param fromMicros event time of the first outcome beyond it
   * @param outcomes counted as {@link Budget#OTHER} so far
   */
  public static Finding operations(
      String runId, FindingState state, int budget, long fromMicros, long outcomes) {
    Finding finding =
        finding(
            runId,
            "cardinality-operations",
            state,
            "The run has more than %d operations; the outcomes of the others are counted as %s"
                .formatted(budget, Budget.OTHER));
    finding.setOperation(Budget.OTHER);
    finding.setFromMicros(fromMicros);
    finding.setEvidence(
        Map.of("operationsBudget", (double) budget, "otherOutcomes", (double) outcomes));
    return finding;
  }

  /** A run has more agents than its budget. */
  public static Finding agents(String runId, FindingState state, int budget, long outcomes) {
    Finding finding =
        finding(
            runId,
            "cardinality-agents",
            state,
            "The run has more than %d agents; the others have no account of their own"
                .formatted(budget));
    finding.setEvidence(
        Map.of("agentsBudget", (double) budget, "otherOutcomes", (double) outcomes));
    return finding;
  }

  /** A run was closed early because there were too many. */
  public static Finding runs(String runId, int budget) {
    Finding finding =
        finding(
            runId,
            "cardinality-runs",
            FindingState.CLOSED,
            "More than %d runs were open at once: this one was closed early".formatted(budget));
    finding.setEvidence(Map.of("runsBudget", (double) budget));
    return finding;
  }

  private static Finding finding(String runId, String id, FindingState state, String title) {
    Finding finding = new Finding();
    finding.setRunId(runId);
    finding.setFindingId(id);
    finding.setKind(FindingKind.CARDINALITY);
    finding.setState(state);
    finding.setSeverity("warning");
    finding.setTitle(title);
    finding.setConfidence(1.0);
    finding.setEvidence(Map.of());
    return finding;
  }
}
