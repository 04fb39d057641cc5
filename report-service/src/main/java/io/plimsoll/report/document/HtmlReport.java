package io.plimsoll.report.document;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.file.Path;

/** A report as one HTML file that needs nothing else: charts, data and style are inside. */
public final class HtmlReport {
  private HtmlReport() {}

  /** The file's text. */
  public static String write(RunReport report) {
    TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    StringOutput out = new StringOutput(1 << 20);
    engine.render("report.jte", new HtmlPage(report), out);
    return out.toString();
  }

  /**
   * Writes it to a file.
   *
   * @throws io.plimsoll.report.query.ReportException CANNOT_WRITE
   */
  public static void write(RunReport report, Path file) {
    ReportFile.write(file, write(report));
  }
}
