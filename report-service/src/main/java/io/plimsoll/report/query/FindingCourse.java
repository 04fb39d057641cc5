package io.plimsoll.report.query;

import io.plimsoll.schemas.FindingChart;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The course of what a finding is about.
 *
 * @param start of the first window
 * @param widthSeconds of each window
 * @param unit of the values: ms, 1/s, ratio, or empty for that of the metric's name
 * @param values one for each window; empty where nothing was measured
 * @param expected the usual value, or the limit of a resource
 */
public record FindingCourse(
    Instant start,
    double widthSeconds,
    String unit,
    List<Optional<Double>> values,
    Optional<Double> expected) {
  private static final double MICROS = 1e6;

  public FindingCourse {
    values = List.copyOf(values);
  }

  static FindingCourse of(FindingChart chart) {
    return new FindingCourse(
        Times.instant(chart.getStartMicros()),
        chart.getWidthMicros() / MICROS,
        chart.getUnit(),
        chart.getValues().stream().map(FindingCourse::known).toList(),
        Optional.ofNullable(chart.getExpected()));
  }

  private static Optional<Double> known(float value) {
    return Float.isFinite(value) ? Optional.of((double) value) : Optional.empty();
  }
}
