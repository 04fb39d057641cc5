package io.plimsoll.report.metrics;

import io.plimsoll.report.query.OperationTotals;
import io.plimsoll.report.query.RunningTotal;
import io.plimsoll.report.view.RunView;
import io.plimsoll.report.view.Width;
import io.plimsoll.stats.sketch.LatencySketch;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Locale;

/**
 * The last ten seconds of event time that are final, merged: quantiles with the sketch's accuracy,
 * which histogram_quantile over the histograms' few buckets has not.
 */
final class RecentWindow {
  private static final long SPAN_MICROS = 10_000_000L;
  private static final double[] QUANTILES = {0.5, 0.9, 0.95, 0.99, 0.999};

  private final RunView run;

  RecentWindow(RunView run) {
    this.run = run;
  }

  void addTo(Labels labels, Families families) {
    long end = run.closedThroughMicros();
    int operations = 0;
    for (String operation : run.operations()) {
      if (operation.equals(OperationTotals.ALL) || operations++ < RunMetrics.OPERATIONS_AT_MOST) {
        RunningTotal.Sum sum = new RunningTotal.Sum();
        run.kpis(operation, Width.SECOND, end - SPAN_MICROS, end).forEach(sum::add);
        if (sum.count() > 0) {
          add(sum, labels.add("operation", operation), families);
        }
      }
    }
  }

  private static void add(RunningTotal.Sum sum, Labels labels, Families families) {
    families.gauge(
        "plimsoll_recent_outcomes_per_second",
        "Throughput over the last ten final seconds; operation * is the whole run.",
        labels,
        (double) sum.count() * 1e6 / (double) SPAN_MICROS);
    families.gauge(
        "plimsoll_recent_error_ratio",
        "Errors among the outcomes of the last ten final seconds.",
        labels,
        (double) sum.errors() / (double) sum.count());
    quantiles("plimsoll_recent_response_time_seconds", sum.response(), labels, families);
    quantiles("plimsoll_recent_service_time_seconds", sum.service(), labels, families);
  }

  private static void quantiles(
      String name, LatencySketch sketch, Labels labels, Families families) {
    if (sketch.isEmpty()) {
      return;
    }
    double[] values = new double[QUANTILES.length];
    sketch.quantiles(QUANTILES, values);
    for (int i = 0; i < values.length; i++) {
      families.gauge(
          name,
          "Quantiles over the last ten final seconds.",
          labels.add("quantile", String.format(Locale.ROOT, "%s", QUANTILES[i])),
          values[i] / 1e6);
    }
  }
}
