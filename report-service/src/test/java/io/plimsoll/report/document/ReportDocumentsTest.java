package io.plimsoll.report.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.report.compare.BaselineKey;
import io.plimsoll.report.compare.Baselines;
import io.plimsoll.report.query.ReportException;
import io.plimsoll.report.query.RunQueries;
import io.plimsoll.report.sample.SampleRun;
import io.plimsoll.report.sample.Schemas;
import io.plimsoll.report.sample.SteadyRun;
import io.plimsoll.report.view.Retention;
import io.plimsoll.report.view.Views;
import io.plimsoll.schemas.Finding;
import io.plimsoll.schemas.FindingKind;
import io.plimsoll.schemas.FindingState;
import io.plimsoll.schemas.RunStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportDocumentsTest {
  private static final String NASTY = "<script>alert(1)</script>";

  private final Views views = new Views(Retention.DEFAULT);
  private final LocalReports reports = new LocalReports(new RunQueries(views));

  private RunReport report() {
    new SampleRun("r1", 1_795_272_300L, 65, SampleRun.OPERATIONS, 5).sendAll(views);
    return reports.report("r1");
  }

  @Test
  void jsonIsAsItsSchemaSays() {
    String json = JsonReport.write(report());

    assertThat(Schemas.reportProblems(json)).isEmpty();
    JsonNode root = Schemas.tree(json);
    assertThat(root.fieldNames())
        .toIterable()
        .containsExactly(
            "run",
            "verdict",
            "ledger",
            "operations",
            "resources",
            "sla",
            "findings",
            "recommendations",
            "comparison",
            "scaling");
    assertThat(root.at("/operations/0/name").asText()).isEqualTo("*");
    assertThat(root.at("/operations/0/response/p999").asDouble()).isPositive();
    assertThat(root.at("/ledger/complete").asBoolean()).isTrue();
    assertThat(root.at("/sla/0/rule/limit").asDouble()).isEqualTo(150);
  }

  @Test
  void runWithoutAnyOutcomeHasAReportToo() {
    views.accept(
        new SampleRun("r9", 1_795_272_300L, 1, SampleRun.OPERATIONS, 5).record(RunStatus.RUNNING));
    RunReport empty = reports.report("r9");

    assertThat(Schemas.reportProblems(JsonReport.write(empty))).isEmpty();
    assertThat(HtmlReport.write(empty)).contains("Pending").contains("Nothing was recorded.");
    assertThat(MarkdownReport.write(empty)).contains("- Total Requests: –");
  }

  @Test
  void htmlNeedsNothingFromElsewhere() {
    String html = HtmlReport.write(report());

    assertThat(Pattern.compile("(src|href)\\s*=\\s*[\"']?(https?:)?//").matcher(html).find())
        .isFalse();
    assertThat(html).contains("echarts").contains("default-src 'none'").contains("Failed");
    assertThat(html).doesNotContain("@import url", "<link ");
  }

  @Test
  void namesNeverBecomeMarkup() {
    List<String> operations = List.of(NASTY, "a|b`*c*", "=cmd()");
    new SampleRun("r2", 1_795_272_300L, 65, operations, 5).sendAll(views);
    views.accept(finding());
    RunReport report = reports.report("r2");

    assertThat(HtmlReport.write(report)).doesNotContain(NASTY).contains("&lt;script&gt;alert(1)");
    assertThat(MarkdownReport.write(report))
        .doesNotContain(NASTY)
        .contains("&lt;script&gt;")
        .contains("a\\|b\\`\\*c\\*");
    assertThat(Schemas.reportProblems(JsonReport.write(report))).isEmpty();
  }

  @Test
  void htmlShowsTheComparisonWithTheBaseline() {
    new SteadyRun("s1", 3_600, 20, 120, 0, "before", 1).sendTo(views);
    new SteadyRun("s2", 7_200, 27, 120, 0, "after", 2).sendTo(views);
    BaselineKey key = new BaselineKey("checkout", "main", "lab");
    views.accept(Baselines.of(key, List.of("s1"), "user", Instant.EPOCH));

    assertThat(HtmlReport.write(reports.report("s2")))
        .contains("Worse than the baseline, against s1")
        .contains("browse response.p50 +")
        .contains("<td>response.p99</td>");
    assertThat(HtmlReport.write(report())).doesNotContain("Comparison with the baseline");
  }

  @Test
  void markdownFollowsTheTemplate() {
    String text = MarkdownReport.write(report());

    assertThat(text.lines().filter(line -> line.startsWith("#")))
        .startsWith(
            "# Performance Test Report - 2026-11-21 14:45:00 UTC",
            "## Test Summary",
            "## Key Findings",
            "## Bottlenecks Identified",
            "## Recommendations");
    assertThat(text)
        .contains("- Test Type: Load (closed workload)")
        .contains("- Duration: 1 min 05 s")
        .contains("- Peak Users: 50")
        .containsPattern("- Error Rate: [0-9.]+ %")
        .containsPattern("- Peak Throughput: [0-9.]+ req/s over 10 s")
        .contains("None recorded.")
        .contains("No findings recorded.");
  }

  @Test
  void bottlenecksAreThoseThatWereFound() {
    RunReport before = report();
    views.accept(finding());
    new SampleRun("r2", 1_795_272_300L, 65, SampleRun.OPERATIONS, 5).sendAll(views);

    assertThat(MarkdownReport.write(before)).contains("None recorded.");
    assertThat(MarkdownReport.write(reports.report("r2")))
        .contains("1. host: cpu is at its limit &lt;b&gt;");
  }

  private static Finding finding() {
    return Finding.newBuilder()
        .setRunId("r2")
        .setFindingId("f1")
        .setKind(FindingKind.BOTTLENECK)
        .setState(FindingState.OPEN)
        .setSeverity("critical")
        .setTitle("cpu is at its limit <b>")
        .setSource("host")
        .setFromMicros(1_795_272_310_000_000L)
        .setConfidence(0.93)
        .setEvidence(Map.of("cpu_ratio", 0.98))
        .build();
  }

  @Test
  void fileThatCannotBeWrittenIsSaid(@TempDir Path folder) throws Exception {
    RunReport report = report();
    Path file = folder.resolve("a/b/report.json");
    JsonReport.write(report, file);
    assertThat(Files.readString(file)).startsWith("{");

    assertThatThrownBy(() -> JsonReport.write(report, file.resolve("c.json")))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("--out");
  }

  @Test
  void chartsStayDrawable() {
    assertThat(ReportBuilder.chartWidth(Duration.ofSeconds(65), 4)).hasSeconds(1);
    assertThat(ReportBuilder.chartWidth(Duration.ofHours(24), 4)).hasSeconds(300);
    assertThat(ReportBuilder.chartWidth(Duration.ofMinutes(20), 100)).hasSeconds(60);
  }
}
