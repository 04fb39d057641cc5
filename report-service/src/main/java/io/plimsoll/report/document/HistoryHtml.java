package io.plimsoll.report.document;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.plimsoll.report.compare.ChangeText;
import io.plimsoll.report.history.History;
import io.plimsoll.report.history.History.LastingChange;
import io.plimsoll.report.history.History.Trend;
import io.plimsoll.report.history.HistoryOverview;
import io.plimsoll.report.page.Pages;
import io.plimsoll.report.query.Json;
import io.plimsoll.report.text.HistoryText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A history as one HTML page that needs nothing else. The record is what its template shows; its
 * texts are not escaped yet.
 */
public record HistoryHtml(History history) {

  /** The page of one history. */
  public static String of(History history) {
    return render("history.jte", new HistoryHtml(history));
  }

  /** The page that lists all of them. */
  public static String list(HistoryOverview overview) {
    return render("histories.jte", overview);
  }

  private static String render(String template, Object page) {
    TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    StringOutput out = new StringOutput(1 << 20);
    engine.render(template, page, out);
    return out.toString();
  }

  /** The style of every page. */
  public static String style() {
    return Pages.text("web/theme.css");
  }

  /** The mark of the project, as SVG. */
  public static String mark() {
    return Pages.text("web/mark.svg");
  }

  /** Chart library and charts; nothing in them ends the script element. */
  public String scripts() {
    return Stream.of(Pages.echarts(), Pages.text("web/history.js"))
        .map(text -> text.replace("</script", "<\\/script").replace("<!--", "<\\!--"))
        .collect(Collectors.joining("\n"));
  }

  /** What the charts draw, as JSON that cannot end the script element around it. */
  public String data() {
    return Json.write(history)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026");
  }

  /** Branch, environment and operation, where they were named. */
  public String scope() {
    return Stream.of(
            history.branch().map(name -> "branch " + name),
            history.environment().map(name -> "environment " + name),
            Optional.of(
                history.operation().equals("*")
                    ? "all operations"
                    : "operation " + history.operation()))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" · "));
  }

  /** KPIs in which repeated runs differ too much. */
  public List<String> flaky() {
    return history.trends().stream().filter(Trend::flaky).map(Trend::kpi).toList();
  }

  /** The newest value with its unit. */
  public static String last(Trend trend) {
    return ChangeText.number(trend.values().get(trend.values().size() - 1)) + " " + trend.unit();
  }

  /** Coefficient of variation since the last change. */
  public static String variation(Trend trend) {
    return trend
        .variation()
        .map(value -> String.format(Locale.ROOT, "%.1f %%", 100 * value))
        .orElse("–");
  }

  /** From which level to which. */
  public static String shift(LastingChange change) {
    return String.format(
        Locale.ROOT,
        "%s → %s (%+.1f %%)",
        ChangeText.number(change.before()),
        ChangeText.number(change.after()),
        100 * (change.after() / change.before() - 1));
  }

  /** Between which commits. */
  public static String commits(LastingChange change) {
    return HistoryText.commits(change);
  }

  /** Whether somebody has looked at it. */
  public static String state(LastingChange change) {
    return HistoryText.state(change);
  }

  /** Address of a history. */
  public static String address(HistoryOverview.Line line) {
    return "/history?scenario="
        + encode(line.scenario())
        + line.branch().map(name -> "&branch=" + encode(name)).orElse("")
        + line.environment().map(name -> "&environment=" + encode(name)).orElse("");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
