package io.plimsoll.report.query;

import io.plimsoll.report.view.KpiCell;
import io.plimsoll.stats.sketch.LatencySketch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Merges windows into one: counts are added, sketches merged; nothing is averaged. */
final class KpiSum {
  private final LatencySketch service = new LatencySketch();
  private final LatencySketch response = new LatencySketch();
  private final Map<String, Long> errorsByKind = new TreeMap<>();
  private boolean closed = true;
  private long count;
  private long errors;
  private long bytesSent;
  private long bytesReceived;

  static Kpi of(String operation, long startMicros, long widthMicros, List<KpiCell> cells) {
    KpiSum sum = new KpiSum();
    cells.forEach(sum::add);
    return sum.over(operation, startMicros, widthMicros);
  }

  private void add(KpiCell cell) {
    count += cell.count();
    errors += cell.errors();
    cell.errorsByKind().forEach((kind, n) -> errorsByKind.merge(kind, n, Long::sum));
    bytesSent += cell.bytesSent();
    bytesReceived += cell.bytesReceived();
    closed &= cell.closed();
    cell.mergeServiceInto(service);
    cell.mergeResponseInto(response);
  }

  private Kpi over(String operation, long startMicros, long widthMicros) {
    return new Kpi(
        operation,
        Times.instant(startMicros),
        widthMicros / 1_000,
        closed,
        count,
        errors,
        count == 0 ? 0 : (double) errors / (double) count,
        errorsByKind,
        (double) count * 1e6 / (double) widthMicros,
        bytesSent,
        bytesReceived,
        Latency.of(service),
        Latency.of(response),
        Optional.empty());
  }
}
