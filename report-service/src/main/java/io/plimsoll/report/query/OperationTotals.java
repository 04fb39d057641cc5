package io.plimsoll.report.query;

import io.plimsoll.report.view.RunView;
import io.plimsoll.schemas.OperationSummary;
import java.util.Map;
import java.util.Optional;

/**
 * Totals of one operation over the whole run.
 *
 * @param name the operation; {@code *} for all together
 * @param count outcomes
 * @param errors outcomes that were no success
 * @param errorRate errors ÷ count; 0 when nothing happened
 * @param errorsByKind errors per kind of outcome
 * @param throughputPerSecond count ÷ duration
 * @param bytesSent bytes sent
 * @param bytesReceived bytes received
 * @param service service time, when there was any
 * @param response response time, when there was any
 */
public record OperationTotals(
    String name,
    long count,
    long errors,
    double errorRate,
    Map<String, Long> errorsByKind,
    double throughputPerSecond,
    long bytesSent,
    long bytesReceived,
    Optional<Latency> service,
    Optional<Latency> response) {
  /** Name of all operations together. */
  public static final String ALL = "*";

  public OperationTotals {
    errorsByKind = Map.copyOf(errorsByKind);
  }

  /** Those of a summary. */
  public static OperationTotals of(OperationSummary summary) {
    return new OperationTotals(
        summary.getOperation(),
        summary.getCount(),
        summary.getErrors(),
        summary.getErrorRate(),
        summary.getErrorsByKind(),
        summary.getThroughputPerSecond(),
        summary.getBytesSent(),
        summary.getBytesReceived(),
        Latency.of(summary.getService()),
        Latency.of(summary.getResponse()));
  }

  /** As one row over this time. */
  Kpi over(Totals totals) {
    RunView.Span span = totals.span();
    return new Kpi(
        name,
        Times.instant(span.fromMicros()),
        Math.max(1, (span.toMicros() - span.fromMicros()) / 1_000),
        totals.closed(),
        count,
        errors,
        errorRate,
        errorsByKind,
        throughputPerSecond,
        bytesSent,
        bytesReceived,
        service,
        response,
        Optional.empty());
  }
}
