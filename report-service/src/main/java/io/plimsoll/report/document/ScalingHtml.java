package io.plimsoll.report.document;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.plimsoll.report.page.Pages;
import io.plimsoll.report.query.Json;
import io.plimsoll.report.scaling.CurveLine;
import io.plimsoll.report.scaling.FittedCurve;
import io.plimsoll.report.scaling.Scaling;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A scaling profile as one HTML file that needs nothing else. The record is what its template
 * shows; its texts are not escaped yet.
 */
public record ScalingHtml(Scaling scaling) {

  /** The file's text. */
  public static String write(Scaling scaling) {
    TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    StringOutput out = new StringOutput(1 << 20);
    engine.render("profile.jte", new ScalingHtml(scaling), out);
    return out.toString();
  }

  public String style() {
    return Pages.text("web/theme.css");
  }

  /** The mark of the project, as SVG. */
  public String mark() {
    return Pages.text("web/mark.svg");
  }

  /** Chart library and charts; nothing in them ends the script element. */
  public String scripts() {
    return Stream.of(Pages.echarts(), Pages.text("web/profile.js"))
        .map(text -> text.replace("</script", "<\\/script").replace("<!--", "<\\!--"))
        .collect(Collectors.joining("\n"));
  }

  /** What the charts draw, as JSON that cannot end the script element around it. */
  public String data() {
    Map<String, Object> data =
        Map.of(
            "scaling", scaling,
            "throughput", CurveLine.ofThroughput(scaling.profile()),
            "response", CurveLine.ofResponse(scaling.profile()));
    return Json.write(data).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  /** The curves that were chosen, throughput first. */
  public List<FittedCurve> chosen() {
    return Stream.of(scaling.throughput(), scaling.response())
        .flatMap(List::stream)
        .filter(FittedCurve::chosen)
        .toList();
  }
}
