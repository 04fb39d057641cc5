package io.plimsoll.report.compare;

import io.plimsoll.schemas.Baseline;
import io.plimsoll.schemas.LatencyStats;
import io.plimsoll.schemas.OperationSummary;
import io.plimsoll.stats.compare.Estimate;
import java.util.Map;
import java.util.TreeMap;

/** Figures of a baseline that was imported; what is 0 was not in it. */
final class ImportedFigures {
  private ImportedFigures() {}

  static Map<FigureName, Estimate> of(Baseline baseline) {
    Map<FigureName, Estimate> figures = new TreeMap<>();
    for (OperationSummary each : baseline.getOperations()) {
      String operation = each.getOperation();
      LatencyStats response = each.getResponse();
      put(figures, operation, "response.p50", response.getP50Micros() / 1_000);
      put(figures, operation, "response.p75", response.getP75Micros() / 1_000);
      put(figures, operation, "response.p90", response.getP90Micros() / 1_000);
      put(figures, operation, "response.p95", response.getP95Micros() / 1_000);
      put(figures, operation, "response.p99", response.getP99Micros() / 1_000);
      put(figures, operation, "response.p999", response.getP999Micros() / 1_000);
      put(figures, operation, Metric.MEAN, response.getMeanMicros() / 1_000);
      put(figures, operation, Metric.THROUGHPUT, each.getThroughputPerSecond());
      put(figures, operation, Metric.ERROR_RATE, each.getErrorRate());
    }
    return figures;
  }

  private static void put(
      Map<FigureName, Estimate> figures, String operation, String metric, double value) {
    if (value > 0) {
      figures.put(new FigureName(operation, metric), Estimate.of(value, 0));
    }
  }
}
