package io.plimsoll.report.document;

import static io.plimsoll.report.document.Phrases.orDash;

import io.plimsoll.report.query.FindingEntry;
import io.plimsoll.report.query.Ledger;
import io.plimsoll.report.query.OperationTotals;
import io.plimsoll.report.query.SlaOutcome;
import io.plimsoll.report.text.Numbers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A report as Markdown: the familiar template first, then the figures behind it. */
public final class MarkdownReport {
  private MarkdownReport() {}

  /** The file's text. */
  public static String write(RunReport report) {
    return String.join(
        "\n",
        head(report),
        summary(report),
        keyFindings(report),
        numbered("Bottlenecks Identified", bottlenecks(report), "None recorded."),
        numbered(
            "Recommendations",
            recommendations(report),
            "None: no recorded finding gives evidence for one."),
        verdict(report),
        limits(report),
        operations(report),
        report.comparison().map(ComparisonMarkdown::write).orElse(""),
        ledger(report),
        findings(report),
        report.scaling().map(ScalingMarkdown::section).orElse(""));
  }

  /**
   * Writes it to a file.
   *
   * @throws io.plimsoll.report.query.ReportException CANNOT_WRITE
   */
  public static void write(RunReport report, Path file) {
    ReportFile.write(file, write(report));
  }

  private static String head(RunReport report) {
    return "# Performance Test Report - "
        + Numbers.time(report.run().startedAt())
        + " UTC\n\nRun `"
        + report.run().id()
        + "` of scenario "
        + escape(report.run().scenario())
        + ": **"
        + Phrases.verdict(report)
        + "**\n";
  }

  private static String summary(RunReport report) {
    return """
        ## Test Summary
        - Test Type: %s
        - Duration: %s
        - Peak Users: %s
        - Total Requests: %s
        """
        .formatted(
            escape(Phrases.testType(report)),
            Numbers.duration(report.duration()),
            Phrases.peakUsers(report),
            Phrases.requests(report));
  }

  private static String keyFindings(RunReport report) {
    Optional<OperationTotals> all = report.operations().stream().findFirst();
    return """
        ## Key Findings
        - Average Response Time: %s
        - 95th Percentile: %s
        - Error Rate: %s
        - Peak Throughput: %s
        """
        .formatted(
            orDash(all.flatMap(OperationTotals::response).map(l -> Numbers.millis(l.mean()))),
            orDash(all.flatMap(OperationTotals::response).map(l -> Numbers.millis(l.p95()))),
            orDash(all.map(each -> Numbers.percent(each.errorRate()))),
            Phrases.peakThroughput(report));
  }

  private static List<String> bottlenecks(RunReport report) {
    return report.findingsOf("BOTTLENECK").stream()
        .map(each -> escape(each.source().orElse("system")) + ": " + escape(each.title()))
        .toList();
  }

  private static List<String> recommendations(RunReport report) {
    return report.recommendations().stream()
        .map(each -> escape(each.advice()) + " Because: " + escape(each.because()) + ".")
        .toList();
  }

  private static String numbered(String title, List<String> items, String none) {
    StringBuilder out = new StringBuilder("## " + title + "\n");
    for (int i = 0; i < items.size(); i++) {
      out.append(i + 1).append(". ").append(items.get(i)).append('\n');
    }
    return out.append(items.isEmpty() ? none + "\n" : "").toString();
  }

  private static String verdict(RunReport report) {
    String reasons =
        report.verdict().reasons().stream()
            .map(reason -> "- " + escape(reason) + "\n")
            .collect(Collectors.joining());
    String warnings =
        report.run().warnings().stream()
            .map(warning -> "- Warning: " + escape(warning) + "\n")
            .collect(Collectors.joining());
    return "## Verdict\n" + Phrases.verdict(report) + "\n\n" + reasons + warnings;
  }

  private static String limits(RunReport report) {
    StringBuilder out = new StringBuilder("## Limits\n");
    if (report.sla().isEmpty()) {
      return out.append("No limits were set.\n").toString();
    }
    out.append("| operation | indicator | limit | measured | state |\n|---|---|---|---|---|\n");
    for (SlaOutcome each : report.sla()) {
      out.append(
          row(
              each.operation(),
              each.rule().indicator(),
              Phrases.limit(each.rule()),
              Phrases.measured(each),
              each.state()));
    }
    return out.toString();
  }

  private static String operations(RunReport report) {
    StringBuilder out =
        new StringBuilder(
            """
            ## Operations
            Response times count from the intended start, service times from the actual one; \
            milliseconds.

            | operation | requests | errors | req/s | response p50 | p95 | p99 | max | service p50 \
            | p95 | p99 |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
            """);
    for (OperationTotals each : report.operations()) {
      out.append(
          row(
              Phrases.operation(each.name()),
              Numbers.count(each.count()),
              Numbers.count(each.errors()),
              Numbers.decimal(each.throughputPerSecond()),
              orDash(each.response().map(l -> Numbers.decimal(l.p50()))),
              orDash(each.response().map(l -> Numbers.decimal(l.p95()))),
              orDash(each.response().map(l -> Numbers.decimal(l.p99()))),
              orDash(each.response().map(l -> Numbers.decimal(l.max()))),
              orDash(each.service().map(l -> Numbers.decimal(l.p50()))),
              orDash(each.service().map(l -> Numbers.decimal(l.p95()))),
              orDash(each.service().map(l -> Numbers.decimal(l.p99())))));
    }
    return out.toString();
  }

  private static String ledger(RunReport report) {
    Ledger ledger = report.ledger();
    return """
        ## Ledger
        | emitted | analysed | late | unrecorded | unusable | complete |
        |--:|--:|--:|--:|--:|---|
        """
        + row(
            Numbers.count(ledger.emitted()),
            Numbers.count(ledger.analysed()),
            Numbers.count(ledger.late()),
            Numbers.count(ledger.unrecorded()),
            Numbers.count(ledger.deadLettered()),
            ledger.complete() ? "yes" : "no");
  }

  private static String findings(RunReport report) {
    StringBuilder out = new StringBuilder("## Findings\n");
    if (report.findings().isEmpty()) {
      return out.append("No findings recorded.\n").toString();
    }
    out.append("| severity | kind | what | from (UTC) | confidence |\n|---|---|---|---|--:|\n");
    for (FindingEntry each : report.findings()) {
      out.append(
          row(
              each.severity(),
              each.kind(),
              each.title(),
              Numbers.time(each.from()),
              Numbers.decimal(each.confidence())));
    }
    return out.toString();
  }

  private static String row(String... cells) {
    StringBuilder out = new StringBuilder("|");
    for (String cell : cells) {
      out.append(' ').append(escape(cell)).append(" |");
    }
    return out.append('\n').toString();
  }

  /** Names come from elsewhere: they must not become markup. */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '\n', '\r' -> out.append(' ');
        case '|', '`', '*', '_', '[', ']', '\\' -> out.append('\\').append(c);
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
