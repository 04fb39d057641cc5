package io.plimsoll.report.text;

import io.plimsoll.report.compare.BaselineEntry;
import io.plimsoll.report.compare.ChangeText;
import io.plimsoll.report.query.OperationTotals;
import java.util.List;
import java.util.Locale;

/** Baselines for the terminal. */
public final class BaselineText {
  private BaselineText() {}

  /** A row per baseline. */
  public static String table(List<BaselineEntry> all) {
    if (all.isEmpty()) {
      return "There are no baselines yet; set one with: plimsoll baseline set RUN\n";
    }
    StringBuilder out = new StringBuilder();
    out.append(row("scenario", "branch", "environment", "set by", "set at (UTC)", "of"));
    for (BaselineEntry each : all) {
      String of =
          each.runIds().isEmpty()
              ? each.imported().size() + " imported operations"
              : String.join(", ", each.runIds());
      out.append(
          row(
              each.scenario(),
              each.branch(),
              each.environment(),
              each.setBy(),
              Numbers.time(each.setAt()),
              of));
    }
    return out.toString();
  }

  /** The same, and the figures of imported ones in ms. */
  public static String detail(List<BaselineEntry> found) {
    StringBuilder out = new StringBuilder(table(found));
    for (BaselineEntry each : found) {
      each.imported().forEach(figures -> out.append(line(figures)));
    }
    return out.toString();
  }

  private static String line(OperationTotals figures) {
    return figures
        .response()
        .map(
            latency ->
                String.format(
                    Locale.ROOT,
                    "  %-24s p50 %s  p95 %s  p99 %s  max %s ms%n",
                    figures.name(),
                    ChangeText.number(latency.p50()),
                    ChangeText.number(latency.p95()),
                    ChangeText.number(latency.p99()),
                    ChangeText.number(latency.max())))
        .orElse("  " + figures.name() + "\n");
  }

  private static String row(
      String scenario, String branch, String environment, String by, String at, String of) {
    return String.format(
        Locale.ROOT,
        "%-28s %-16s %-12s %-10s %-20s %s%n",
        scenario,
        branch,
        environment,
        by,
        at,
        of);
  }
}
