package io.plimsoll.report.query;

import java.util.List;

/**
 * The answer to a {@link KpiQuery}.
 *
 * @param runId the run
 * @param widthMillis width of the rows; 0 rows or a whole range may make it any number. It is wider
 *     than asked where the fine windows are no longer kept
 * @param resolution what the rows were merged from: {@code 1s}, {@code 10s}, {@code 60s} (the
 *     finest that was used), {@code summary} (totals of the whole run) or {@code none}
 * @param relativeError bound of the quantiles' relative error
 * @param rows by operation, then start
 */
public record KpiPage(
    String runId, long widthMillis, String resolution, double relativeError, List<Kpi> rows) {
  public KpiPage {
    rows = List.copyOf(rows);
  }
}
