package io.plimsoll.report.query;

import java.util.List;

/**
 * The answer to a {@link ResourceQuery}.
 *
 * @param runId the run
 * @param widthMillis width of the rows; wider than asked where the fine windows are no longer kept
 * @param resolution what the rows were merged from: {@code 1s}, {@code 10s}, {@code 60s} or {@code
 *     none}
 * @param rows by source, metric and start
 */
public record ResourcePage(
    String runId, long widthMillis, String resolution, List<ResourceRow> rows) {
  public ResourcePage {
    rows = List.copyOf(rows);
  }
}
