package io.plimsoll.report.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.report.query.Json;
import io.plimsoll.report.query.ReportException;
import io.plimsoll.report.query.ReportException.Code;
import io.plimsoll.schemas.LatencyStats;
import io.plimsoll.schemas.OperationSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Figures of a baseline from a file: JSON in which objects with p50, p95, p99, … stand under the
 * names of operations, at any depth; or a table with a header whose first column is the operation.
 * Latencies are milliseconds unless {@code "unit": "s"} says otherwise.
 */
public final class BaselineImport {
  private static final List<String> KNOWN =
      List.of("p50", "p75", "p90", "p95", "p99", "p999", "mean", "max", "throughput", "error_rate");

  private BaselineImport() {}

  /**
   * @param name of the file, for messages
   * @throws ReportException BAD_QUERY when nothing usable is in it
   */
  public static List<OperationSummary> read(String name, String text) {
    List<OperationSummary> found = new ArrayList<>();
    if (text.stripLeading().startsWith("{")) {
      collect(name, tree(name, text), found);
    } else {
      table(name, text, found);
    }
    if (found.isEmpty()) {
      throw bad(name, "no operation with any of " + String.join(", ", KNOWN));
    }
    return found;
  }

  private static JsonNode tree(String name, String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw bad(name, "not JSON: " + e.getOriginalMessage());
    }
  }

  private static void collect(String name, JsonNode node, List<OperationSummary> found) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      if (value.isObject() && KNOWN.stream().anyMatch(each -> value.path(each).isNumber())) {
        if (!value.path("unit").asText("ms").equals("count")) {
          found.add(operation(name, field.getKey(), value));
        }
      } else if (value.isObject()) {
        collect(name, value, found);
      }
    }
  }

  private static OperationSummary operation(String name, String operation, JsonNode figures) {
    String unit = figures.path("unit").asText("ms");
    double micros =
        switch (unit) {
          case "ms" -> 1e3;
          case "s" -> 1e6;
          case "us" -> 1;
          default -> throw bad(name, operation + ": unit " + unit + ", expected ms, s or us");
        };
    return summary(
        operation,
        figure -> {
          double value = figures.path(figure).asDouble(0);
          if (!Double.isFinite(value) || value < 0) {
            throw bad(name, operation + ", " + figure + ": expected a number of at least 0");
          }
          return value;
        },
        micros);
  }

  private static void table(String name, String text, List<OperationSummary> found) {
    List<String[]> rows =
        text.lines().filter(line -> !line.isBlank()).map(line -> line.split("[,;\t]", -1)).toList();
    if (rows.isEmpty()) {
      throw bad(name, "the file is empty");
    }
    List<String> header = new ArrayList<>();
    for (String cell : rows.get(0)) {
      header.add(cell.strip().toLowerCase(Locale.ROOT));
    }
    for (String[] row : rows.subList(1, rows.size())) {
      if (row.length != header.size()) {
        throw bad(
            name, "row of %s: %d cells under %d".formatted(row[0], row.length, header.size()));
      }
      found.add(summary(row[0].strip(), figure -> cell(name, row, header.indexOf(figure)), 1e3));
    }
  }

  private static double cell(String name, String[] row, int column) {
    if (column < 0 || row[column].isBlank()) {
      return 0;
    }
    try {
      return Double.parseDouble(row[column].strip());
    } catch (NumberFormatException e) {
      throw bad(name, "row of %s: %s is no number".formatted(row[0], row[column]));
    }
  }

  /** Figures by name; 0 for what is not there. */
  private interface Figures {
    double of(String name);
  }

  private static OperationSummary summary(String operation, Figures figures, double micros) {
    LatencyStats response =
        LatencyStats.newBuilder()
            .setCount(1)
            .setMeanMicros(figures.of("mean") * micros)
            .setP50Micros(figures.of("p50") * micros)
            .setP75Micros(figures.of("p75") * micros)
            .setP90Micros(figures.of("p90") * micros)
            .setP95Micros(figures.of("p95") * micros)
            .setP99Micros(figures.of("p99") * micros)
            .setP999Micros(figures.of("p999") * micros)
            .setMaxMicros(Math.round(figures.of("max") * micros))
            .build();
    return OperationSummary.newBuilder()
        .setOperation(operation)
        .setThroughputPerSecond(figures.of("throughput"))
        .setErrorRate(figures.of("error_rate"))
        .setService(LatencyStats.newBuilder().build())
        .setResponse(response)
        .build();
  }

  private static ReportException bad(String name, String what) {
    return new ReportException(
        Code.BAD_QUERY,
        "%s: %s; expected JSON with p50, p95, p99 under operations, or a table with a header"
            .formatted(name, what));
  }
}
