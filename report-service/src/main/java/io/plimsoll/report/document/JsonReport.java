package io.plimsoll.report.document;

import io.plimsoll.report.query.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A report as JSON; {@code schema/report.schema.json} on the class path says what is in it. */
public final class JsonReport {
  private JsonReport() {}

  /** Indented, durations in milliseconds. */
  public static String write(RunReport report) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("run", report.run());
    root.put("verdict", report.verdict());
    root.put("ledger", report.ledger());
    root.put("operations", report.operations());
    root.put("resources", report.resources());
    root.put("sla", report.sla());
    root.put("findings", report.findings());
    root.put("recommendations", report.recommendations());
    root.put("comparison", report.comparison().orElse(null)); // null: none was compared
    root.put("scaling", report.scaling());
    return Json.writePretty(inOrder(root));
  }

  /** The sections keep this order; only maps inside them are sorted. */
  private static Object inOrder(Map<String, Object> root) {
    var node = Json.mapper().createObjectNode();
    root.forEach((name, value) -> node.set(name, Json.mapper().valueToTree(value)));
    return node;
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
