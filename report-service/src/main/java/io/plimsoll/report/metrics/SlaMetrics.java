package io.plimsoll.report.metrics;

import io.plimsoll.report.view.RunView;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.SlaEvent;
import io.plimsoll.schemas.SlaRule;
import io.plimsoll.schemas.SlaTransition;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where the limits of a run stand. */
final class SlaMetrics {
  /** More rules and operations than this have no series. */
  static final int STATES_AT_MOST = 500;

  private final RunView run;

  SlaMetrics(RunView run) {
    this.run = run;
  }

  /** A rule for an operation. */
  private record Judged(String rule, String operation, String severity)
      implements Comparable<Judged> {
    private static final java.util.Comparator<Judged> ORDER =
        java.util.Comparator.comparing(Judged::rule)
            .thenComparing(Judged::operation)
            .thenComparing(Judged::severity);

    static Judged of(SlaRule rule, String operation) {
      return new Judged(rule.getRuleId(), operation, rule.getSeverity());
    }

    @Override
    public int compareTo(Judged other) {
      return ORDER.compare(this, other);
    }
  }

  void addTo(Labels labels, Families families) {
    Map<Judged, Integer> states = new TreeMap<>();
    Map<Judged, Boolean> unknown = new TreeMap<>();
    for (SlaRule rule : run.record().map(RunRecord::getSla).orElse(List.of())) {
      states.put(Judged.of(rule, rule.getOperation()), 0);
    }
    for (SlaEvent event : run.slaEvents()) {
      Judged judged = Judged.of(event.getRule(), event.getOperation());
      boolean unevaluated = event.getTransition() == SlaTransition.NOT_EVALUATED;
      unknown.put(judged, unevaluated);
      if (!unevaluated) {
        states.put(judged, number(event.getTransition()));
      }
    }
    states.entrySet().stream()
        .limit(STATES_AT_MOST)
        .forEach(each -> add(each.getKey(), each.getValue(), labels, families));
    unknown.entrySet().stream()
        .filter(Map.Entry::getValue)
        .limit(STATES_AT_MOST)
        .forEach(
            each ->
                families.gauge(
                    "plimsoll_sla_not_evaluated",
                    "1 when a limit cannot be judged, for want of samples.",
                    with(labels, each.getKey()),
                    1));
  }

  private static void add(Judged judged, int state, Labels labels, Families families) {
    families.gauge(
        "plimsoll_sla_state",
        "0 when the limit holds, 1 when its breach is pending, 2 when it is firing.",
        with(labels, judged),
        state);
  }

  private static Labels with(Labels labels, Judged judged) {
    return labels
        .add("rule", judged.rule())
        .add("operation", judged.operation())
        .add("severity", judged.severity());
  }

  private static int number(SlaTransition transition) {
    return switch (transition) {
      case RESOLVED, NOT_EVALUATED -> 0;
      case PENDING -> 1;
      case FIRING -> 2;
    };
  }
}
