package io.plimsoll.standalone.cli;

import io.plimsoll.report.query.Latency;
import io.plimsoll.report.query.OperationTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Renders a series: one line for each run, and why some did not pass. Pure. */
final class SeriesTable {
  private static final String ROW = "%-44s %-13s %9s %8s %9s %8s %8s %8s";
  private static final int NAME = 44;

  private SeriesTable() {}

  static List<String> lines(SeriesResult result) {
    List<String> lines = new ArrayList<>();
    lines.add("Results of " + result.name() + " (response times in ms)");
    lines.add(
        ROW.formatted("scenario", "verdict", "requests", "errors", "req/s", "p50", "p95", "p99"));
    lines.add("-".repeat(114));
    for (SeriesRun run : result.runs()) {
      lines.add(line(run).stripTrailing());
      run.reasons().forEach(reason -> lines.add("  - " + reason));
    }
    lines.add("-".repeat(114));
    long passed = result.runs().stream().filter(run -> run.status().equals("PASSED")).count();
    lines.add(
        "%d of %d passed%s"
            .formatted(passed, result.runs().size(), result.interrupted() ? "; interrupted" : ""));
    return lines;
  }

  private static String line(SeriesRun run) {
    String name = run.scenario();
    String shown = name.length() <= NAME ? name : name.substring(0, NAME - 2) + "..";
    Optional<OperationTotals> totals = run.totals();
    Optional<Latency> response = totals.flatMap(OperationTotals::response);
    return ROW.formatted(
        shown,
        run.status(),
        totals.map(each -> String.format(Locale.ROOT, "%,d", each.count())).orElse(""),
        totals.map(each -> String.format(Locale.ROOT, "%.2f%%", 100 * each.errorRate())).orElse(""),
        totals.map(each -> number(each.throughputPerSecond())).orElse(""),
        response.map(each -> number(each.p50())).orElse(""),
        response.map(each -> number(each.p95())).orElse(""),
        response.map(each -> number(each.p99())).orElse(""));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
  }
}
