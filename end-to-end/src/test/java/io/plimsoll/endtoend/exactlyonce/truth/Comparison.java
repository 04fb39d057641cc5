package io.plimsoll.endtoend.exactlyonce.truth;

import io.plimsoll.schemas.KpiWindow;
import io.plimsoll.schemas.OperationSummary;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The analysis held against the truth: every window of every width and operation, and every total,
 * to the bit.
 */
public final class Comparison {
  private final List<String> differences = new ArrayList<>();
  private final Truth truth;
  private final Analysis analysis;

  private Comparison(Truth truth, Analysis analysis) {
    this.truth = truth;
    this.analysis = analysis;
  }

  public static Comparison of(Truth truth, Analysis analysis) {
    Comparison comparison = new Comparison(truth, analysis);
    comparison.windows();
    truth.runIds().forEach(comparison::run);
    return comparison;
  }

  /** Where they differ; empty when the analysis is exact. */
  public List<String> differences() {
    return List.copyOf(differences);
  }

  /** The runs whose own account does not balance, so that no verdict was given. */
  public List<String> withheld() {
    return analysis.summaries().values().stream()
        .filter(summary -> summary.getVerdict() == Verdict.WITHHELD)
        .map(RunSummary::getRunId)
        .toList();
  }

  private void windows() {
    Map<WindowId, Kpis> expected = truth.windows();
    TreeSet<WindowId> ids = new TreeSet<>(expected.keySet());
    ids.addAll(analysis.windows().keySet());
    for (WindowId id : ids) {
      KpiWindow found = analysis.windows().get(id);
      compare(id.toString(), expected.get(id), found == null ? null : Kpis.of(found));
      int closed = analysis.timesClosed().getOrDefault(id, 0);
      if (closed != 1) {
        differences.add(id + " was closed " + closed + " times");
      }
    }
  }

  private void run(String runId) {
    RunSummary summary = analysis.summaries().get(runId);
    Map<String, Kpis> expected = truth.totals(runId);
    Map<String, Kpis> found = new TreeMap<>();
    found.put("*", Kpis.of(summary.getTotal()));
    for (OperationSummary operation : summary.getOperations()) {
      found.put(operation.getOperation(), Kpis.of(operation));
    }
    TreeSet<String> operations = new TreeSet<>(expected.keySet());
    operations.addAll(found.keySet());
    operations.forEach(
        operation ->
            compare(runId + " " + operation, expected.get(operation), found.get(operation)));
    long outcomes = expected.get("*").count();
    compare(runId + " emitted", outcomes, summary.getEmitted());
    compare(runId + " analysed", outcomes, summary.getAnalysed());
    compare(runId + " late", 0L, summary.getLate());
    compare(runId + " complete", true, summary.getComplete());
    compare(runId + " verdict", Verdict.PASSED, summary.getVerdict());
    compare(runId + " reasons", List.of(), summary.getReasons());
  }

  private void compare(String what, Object expected, Object found) {
    if (expected == null || !expected.equals(found)) {
      differences.add("%s: expected %s, found %s".formatted(what, expected, found));
    }
  }

  /** How much was compared, and the first differences. */
  @Override
  public String toString() {
    return "%d outcomes recorded, %d in the windows; %d windows of %d runs; %d differences %s"
        .formatted(
            truth.outcomes(),
            analysis.outcomes(),
            analysis.windows().size(),
            truth.runIds().size(),
            differences.size(),
            differences.stream().limit(3).toList());
  }
}
