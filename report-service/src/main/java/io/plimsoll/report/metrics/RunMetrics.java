package io.plimsoll.report.metrics;

import io.plimsoll.report.query.OperationTotals;
import io.plimsoll.report.query.RunningTotal;
import io.plimsoll.report.view.RunView;
import io.plimsoll.schemas.AgentLedger;
import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunSummary;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The series of one run. Its counters follow from the topics alone: a service that starts anew goes
 * on where the last one stood, so that rates over a restart are right. They begin at zero for every
 * operation planned and every kind of error, so that the first ones are not missed. Thread-safe.
 */
final class RunMetrics {
  /** More operations than this have no series; {@code plimsoll_operations_left_out} counts them. */
  static final int OPERATIONS_AT_MOST = 100;

  private static final List<String> ERROR_KINDS =
      Arrays.stream(OutcomeKind.values())
          .filter(kind -> kind != OutcomeKind.SUCCESS)
          .map(OutcomeKind::name)
          .toList();

  private final RunView run;
  private final Map<String, RunningTotal> totals = new LinkedHashMap<>();

  RunMetrics(RunView run) {
    this.run = run;
  }

  synchronized void addTo(Families families) {
    RunRecord record = run.record().orElseThrow();
    Labels labels = Labels.of("run", run.id(), "scenario", record.getScenario());
    Set<String> operations = new LinkedHashSet<>(record.getOperations());
    operations.addAll(run.operations());
    operations.remove(OperationTotals.ALL);
    for (String operation : operations) {
      if (totals.containsKey(operation) || totals.size() < OPERATIONS_AT_MOST) {
        addOperation(operation, labels.add("operation", operation), families);
      }
    }
    families.gauge(
        "plimsoll_operations_left_out",
        "Operations of the run without series of their own, being too many.",
        labels,
        Math.max(0, operations.size() - totals.size()));
    addLedger(labels, families);
    if (!run.summary().map(RunSummary::getClosed).orElse(false)) {
      new RecentWindow(run).addTo(labels, families);
    }
    new ResourceMetrics(run).addTo(labels, families);
    new SlaMetrics(run).addTo(labels, families);
  }

  private void addOperation(String operation, Labels labels, Families families) {
    RunningTotal.Sum sum = totals.computeIfAbsent(operation, RunningTotal::new).of(run);
    families.counter(
        "plimsoll_outcomes", "Requests whose outcome is known.", labels, (double) sum.count());
    for (String kind : ERROR_KINDS) {
      families.counter(
          "plimsoll_errors",
          "Outcomes that are no success, by kind.",
          labels.add("kind", kind),
          (double) sum.errors(kind));
    }
    families.counter("plimsoll_sent_bytes", "Bytes sent.", labels, (double) sum.bytesSent());
    families.counter(
        "plimsoll_received_bytes", "Bytes received.", labels, (double) sum.bytesReceived());
    families.histogram(
        "plimsoll_response_time_seconds",
        "From the intended start to the end.",
        labels,
        LatencyBuckets.of(sum.response()),
        LatencyBuckets.sumSeconds(sum.response()));
    families.histogram(
        "plimsoll_service_time_seconds",
        "From the start to the end.",
        labels,
        LatencyBuckets.of(sum.service()),
        LatencyBuckets.sumSeconds(sum.service()));
  }

  private void addLedger(Labels labels, Families families) {
    for (AgentLedger ledger : run.ledgers()) {
      Labels agent = labels.add("agent", ledger.getAgentId());
      families.counter(
          "plimsoll_ledger_emitted",
          "Outcomes that the broker has acknowledged to the agent.",
          agent,
          (double) ledger.getEmitted());
      families.counter(
          "plimsoll_ledger_unrecorded",
          "Outcomes that the agent could not record.",
          agent,
          (double) ledger.getUnrecorded());
      families.gauge(
          "plimsoll_ledger_spooled",
          "Outcomes on the agent's disk that wait for the broker.",
          agent,
          (double) ledger.getSpooled());
    }
    run.summary().ifPresent(summary -> addAccount(summary, labels, families));
  }

  private static void addAccount(RunSummary summary, Labels labels, Families families) {
    families.counter(
        "plimsoll_ledger_analysed",
        "Outcomes in the windows of the run.",
        labels,
        (double) summary.getAnalysed());
    families.counter(
        "plimsoll_ledger_late",
        "Outcomes read after their window had closed.",
        labels,
        (double) summary.getLate());
    families.counter(
        "plimsoll_ledger_dead_lettered",
        "Records of the run that could not be used.",
        labels,
        (double) summary.getDeadLettered());
    families.gauge(
        "plimsoll_run_closed",
        "1 once the run has ended and its summary will not change.",
        labels,
        summary.getClosed() ? 1 : 0);
    families.gauge(
        "plimsoll_ledger_complete",
        "1 when every agent's account balances.",
        labels,
        summary.getComplete() ? 1 : 0);
  }
}
