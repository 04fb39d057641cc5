package io.plimsoll.report.document;

import io.plimsoll.report.query.ResourceRow;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was sampled, as lines to draw.
 *
 * @param widthMillis width of the windows that are averaged to a point each
 * @param lines by source and metric
 */
record SampleLines(long widthMillis, List<Line> lines) {
  private static final MathContext DIGITS = new MathContext(6);

  SampleLines {
    lines = List.copyOf(lines);
  }

  /**
   * One metric of one source.
   *
   * @param points milliseconds since the start of the run, and the mean of the window that begins
   *     then
   */
  record Line(String source, String metric, List<List<Number>> points) {
    Line {
      points = List.copyOf(points);
    }
  }

  /** Windows that begin before the run are left out. */
  static SampleLines of(List<ResourceRow> rows, Instant start) {
    Map<List<String>, List<List<Number>>> lines = new LinkedHashMap<>();
    long width = 1000;
    for (ResourceRow row : rows) {
      width = row.widthMillis();
      long at = Duration.between(start, row.start()).toMillis();
      if (at + width > 0) {
        lines
            .computeIfAbsent(List.of(row.source(), row.metric()), any -> new ArrayList<>())
            .add(List.of(at, rounded(row.average())));
      }
    }
    List<Line> found = new ArrayList<>();
    lines.forEach((name, points) -> found.add(new Line(name.get(0), name.get(1), points)));
    return new SampleLines(width, found);
  }

  /** Six digits are more than can be seen, and halve the file. */
  private static double rounded(double value) {
    return Double.isFinite(value) ? BigDecimal.valueOf(value).round(DIGITS).doubleValue() : 0;
  }
}
