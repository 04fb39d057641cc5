package io.plimsoll.standalone.cli;

import io.plimsoll.report.query.Latency;
import io.plimsoll.report.query.OperationTotals;
import io.plimsoll.report.query.Totals;
import io.plimsoll.stats.compare.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** How much repeats of a run differ, by KPI. */
final class VariationLines {
  private static final double MOST_VARIATION = 0.05;

  private VariationLines() {}

  /** A line per KPI, those above 5 % marked: small changes cannot be told. None of a single run. */
  static List<String> of(String title, List<Totals> runs) {
    List<String> lines = new ArrayList<>();
    if (runs.size() >= 2) {
      List<OperationTotals> totals = runs.stream().map(Totals::all).toList();
      lines.add(title + " (coefficient; ! above 5 %):");
      lines.add(line("response.mean", totals, all -> latency(all, Latency::mean)));
      lines.add(line("response.p50", totals, all -> latency(all, Latency::p50)));
      lines.add(line("response.p95", totals, all -> latency(all, Latency::p95)));
      lines.add(line("response.p99", totals, all -> latency(all, Latency::p99)));
      lines.add(line("throughput", totals, OperationTotals::throughputPerSecond));
    }
    return lines;
  }

  private static String line(
      String kpi, List<OperationTotals> totals, ToDoubleFunction<OperationTotals> figure) {
    double cv = variation(totals.stream().mapToDouble(figure).toArray());
    String mark = cv > MOST_VARIATION ? " !" : "";
    return String.format(Locale.ROOT, "  %-14s %5.1f %%%s", kpi, 100 * cv, mark);
  }

  private static double latency(OperationTotals totals, ToDoubleFunction<Latency> column) {
    return totals.response().map(column::applyAsDouble).orElse(0.0);
  }

  /** Sample standard deviation over mean; 0 of zeros. */
  private static double variation(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double sample = Spread.deviation(values) * Math.sqrt(values.length / (values.length - 1.0));
    return mean > 0 ? sample / mean : 0;
  }
}
