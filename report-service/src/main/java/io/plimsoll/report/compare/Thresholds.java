package io.plimsoll.report.compare;

import io.plimsoll.schemas.ChangeThreshold;
import io.plimsoll.schemas.RunRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How much change of each metric is too much: what the scenario says of the operation, or else of
 * all operations, or else the usual, which is stricter for WebSockets. Immutable.
 */
final class Thresholds {
  private static final String ALL = "*";
  private static final Map<String, Double> SOCKETS =
      Map.of("response.p95", 0.15, "response.p99", 0.20);

  private final List<ChangeThreshold> own;
  private final Set<String> sockets;

  private Thresholds(List<ChangeThreshold> own, Set<String> sockets) {
    this.own = own;
    this.sockets = sockets;
  }

  /** Those of a run's scenario. */
  static Thresholds of(RunRecord run) {
    return new Thresholds(
        List.copyOf(run.getThresholds()), new HashSet<>(run.getSocketOperations()));
  }

  /** A share of the baseline, or a difference where the metric is absolute. */
  double of(FigureName name) {
    return own(name.operation(), name.metric())
        .or(() -> own(ALL, name.metric()))
        .orElseGet(() -> usual(name));
  }

  private Optional<Double> own(String operation, String metric) {
    return own.stream()
        .filter(each -> each.getOperation().equals(operation) && each.getMetric().equals(metric))
        .map(ChangeThreshold::getLimit)
        .findFirst();
  }

  private double usual(FigureName name) {
    double usual = Metric.named(name.metric()).threshold();
    return sockets.contains(name.operation()) ? SOCKETS.getOrDefault(name.metric(), usual) : usual;
  }
}
