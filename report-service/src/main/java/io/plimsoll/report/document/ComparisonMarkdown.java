package io.plimsoll.report.document;

import io.plimsoll.report.compare.ChangeText;
import io.plimsoll.report.compare.Comparison;
import io.plimsoll.report.compare.MetricChange;

/** A comparison as Markdown: verdict, reasons, and a table of every metric. */
public final class ComparisonMarkdown {
  private ComparisonMarkdown() {}

  /** A section with its heading. */
  public static String write(Comparison comparison) {
    StringBuilder out = new StringBuilder("## Comparison with the baseline\n");
    out.append("**").append(comparison.verdict()).append("**, ");
    out.append(
        comparison.baselineRunIds().isEmpty()
            ? "against imported figures"
            : "against " + String.join(", ", comparison.baselineRunIds()));
    out.append("\n\n");
    comparison.mismatches().forEach(each -> item(out, "not comparable: " + each));
    comparison.reasons().forEach(each -> item(out, each));
    if (!comparison.changes().isEmpty()) {
      out.append("\n| operation | metric | baseline | run | change | 95 % interval | verdict |\n");
      out.append("|---|---|--:|--:|--:|---|---|\n");
      comparison.changes().forEach(change -> row(out, change));
    }
    return out.toString();
  }

  private static void item(StringBuilder out, String text) {
    out.append("- ").append(MarkdownReport.escape(text)).append('\n');
  }

  private static void row(StringBuilder out, MetricChange change) {
    out.append("| ").append(MarkdownReport.escape(change.operation()));
    out.append(" | ").append(MarkdownReport.escape(change.metric()));
    out.append(" | ")
        .append(ChangeText.number(change.baseline()))
        .append(' ')
        .append(change.unit());
    out.append(" | ").append(ChangeText.number(change.candidate()));
    out.append(" | ").append(ChangeText.amount(change, change.change()));
    out.append(" | ").append(ChangeText.interval(change));
    out.append(" | ").append(change.verdict()).append(" |\n");
  }
}
