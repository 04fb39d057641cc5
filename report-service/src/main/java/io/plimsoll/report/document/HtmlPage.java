package io.plimsoll.report.document;

import static io.plimsoll.report.document.Phrases.orDash;

import io.plimsoll.report.page.Pages;
import io.plimsoll.report.query.Json;
import io.plimsoll.report.query.Kpi;
import io.plimsoll.report.query.Latency;
import io.plimsoll.report.query.OperationTotals;
import io.plimsoll.report.query.SlaOutcome;
import io.plimsoll.report.query.Totals;
import io.plimsoll.report.text.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the template of the HTML report shows. Its texts are not escaped yet; the template does it.
 *
 * @param report the report
 */
public record HtmlPage(RunReport report) {
  private static final List<ToDoubleFunction<Latency>> RESPONSE_COLUMNS =
      List.of(Latency::mean, Latency::p50, Latency::p95, Latency::p99, Latency::p999, Latency::max);
  private static final List<ToDoubleFunction<Latency>> SERVICE_COLUMNS =
      List.of(Latency::p50, Latency::p95, Latency::p99);

  public String style() {
    return Pages.text("web/theme.css");
  }

  /** The mark of the project, as SVG. */
  public String mark() {
    return Pages.text("web/mark.svg");
  }

  /** Chart library, charts, and what draws them here; nothing in them ends the script element. */
  public String scripts() {
    return Stream.of(
            Pages.echarts(),
            Pages.text("web/charts.js"),
            Pages.text("web/resources.js"),
            Pages.text("web/report.js"))
        .map(text -> text.replace("</script", "<\\/script").replace("<!--", "<\\!--"))
        .collect(Collectors.joining("\n"));
  }

  /** What the charts draw, as JSON that cannot end the script element around it. */
  public String data() {
    Map<String, Object> data =
        Map.of(
            "run",
            report.run(),
            "timeline",
            report.timeline(),
            "users",
            report.users(),
            "resources",
            report.samples());
    return Json.write(data).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  public List<String> labels() {
    return report.run().labels().entrySet().stream()
        .map(label -> label.getKey() + "=" + label.getValue())
        .sorted()
        .toList();
  }

  public String status() {
    return word(report.run().status());
  }

  public String verdictWord() {
    return word(report.verdict().outcome().name());
  }

  /** Class of the style sheet for the verdict. */
  public String tone() {
    return switch (report.verdict().outcome()) {
      case PASSED -> "good";
      case FAILED -> "bad";
      case WITHHELD -> "warn";
      case PENDING -> "";
    };
  }

  private static String word(String constant) {
    String lower = constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    return Character.toUpperCase(lower.charAt(0)) + lower.substring(1);
  }

  private Optional<OperationTotals> all() {
    return report.operations().stream().findFirst();
  }

  public String averageRate() {
    return orDash(
        all().map(each -> Numbers.decimal(each.throughputPerSecond()) + " per second on average"));
  }

  public String peakRate() {
    return orDash(
        report.peak().map(Kpi::throughputPerSecond).map(rate -> Numbers.decimal(rate) + " /s"));
  }

  public String responseP95() {
    return orDash(all().flatMap(OperationTotals::response).map(each -> Numbers.millis(each.p95())));
  }

  public String serviceP95() {
    return orDash(all().flatMap(OperationTotals::service).map(each -> Numbers.millis(each.p95())));
  }

  public String errors() {
    return orDash(all().map(each -> Numbers.count(each.errors())));
  }

  public String errorRate() {
    return orDash(all().map(each -> Numbers.percent(each.errorRate())));
  }

  /** Class of the style sheet for the error rate. */
  public String errorTone() {
    return all().map(each -> each.errors() > 0 ? "bad" : "good").orElse("");
  }

  public String relativeError() {
    return Numbers.percent(report.totals().map(Totals::relativeError).orElse(0.0));
  }

  /** Errors by kind in one line; empty when there are none. */
  public String kinds() {
    return all().map(OperationTotals::errorsByKind).orElse(Map.of()).entrySet().stream()
        .map(each -> word(each.getKey()) + " " + Numbers.count(each.getValue()))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** Operations that can be drawn, all together first. */
  public List<String> operationNames() {
    return Stream.concat(
            Stream.of(OperationTotals.ALL),
            report.timeline().stream().map(Kpi::operation).distinct().sorted())
        .distinct()
        .toList();
  }

  public List<String> responseFigures(OperationTotals totals) {
    return figures(totals.response(), RESPONSE_COLUMNS);
  }

  public List<String> serviceFigures(OperationTotals totals) {
    return figures(totals.service(), SERVICE_COLUMNS);
  }

  private static List<String> figures(
      Optional<Latency> latency, List<ToDoubleFunction<Latency>> columns) {
    return columns.stream()
        .map(column -> orDash(latency.map(each -> Numbers.decimal(column.applyAsDouble(each)))))
        .toList();
  }

  public String state(SlaOutcome outcome) {
    return word(outcome.state());
  }

  /** Class of the style sheet for the state of a limit. */
  public String stateTone(SlaOutcome outcome) {
    return switch (outcome.state()) {
      case "PASSED" -> "good-text";
      case "FAILED" -> "bad-text";
      default -> "soft";
    };
  }
}
