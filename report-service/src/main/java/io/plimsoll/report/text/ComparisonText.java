package io.plimsoll.report.text;

import io.plimsoll.report.compare.ChangeText;
import io.plimsoll.report.compare.Comparison;
import io.plimsoll.report.compare.MetricChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison for the terminal. */
public final class ComparisonText {
  private ComparisonText() {}

  /** A row per metric, then verdict and reasons. */
  public static String of(Comparison comparison) {
    StringBuilder out = new StringBuilder();
    if (!comparison.changes().isEmpty()) {
      out.append(row("operation", "metric", "baseline", "run", "change", "95 % interval", ""));
      comparison.changes().forEach(change -> out.append(row(change)));
    }
    summary(comparison).forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }

  /** Verdict and reasons, a line each. */
  public static List<String> summary(Comparison comparison) {
    String against =
        comparison.baselineRunIds().isEmpty()
            ? "imported figures"
            : String.join(", ", comparison.baselineRunIds());
    List<String> lines = new ArrayList<>();
    lines.add("Comparison: " + comparison.verdict() + " (against " + against + ")");
    comparison.mismatches().forEach(each -> lines.add("  - not comparable: " + each));
    comparison.reasons().forEach(each -> lines.add("  - " + each));
    return lines;
  }

  private static String row(MetricChange change) {
    return row(
        change.operation(),
        change.metric(),
        ChangeText.number(change.baseline()) + " " + change.unit(),
        ChangeText.number(change.candidate()) + " " + change.unit(),
        ChangeText.amount(change, change.change()),
        ChangeText.interval(change),
        change.verdict().name());
  }

  private static String row(
      String operation,
      String metric,
      String baseline,
      String run,
      String change,
      String interval,
      String verdict) {
    return String.format(
        Locale.ROOT,
        "%-20s %-27s %14s %14s %14s  %-24s %s%n",
        operation,
        metric,
        baseline,
        run,
        change,
        interval,
        verdict);
  }
}
