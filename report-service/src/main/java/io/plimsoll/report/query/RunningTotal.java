package io.plimsoll.report.query;

import io.plimsoll.report.view.KpiCell;
import io.plimsoll.report.view.RunView;
import io.plimsoll.report.view.Width;
import io.plimsoll.stats.sketch.LatencySketch;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sum of all windows of one operation so far. Minutes that are final are added once and kept;
 * what follows them is merged anew each time, as coarse as possible and as fine as needed. It never
 * falls, and it is the same when everything is read again from the topics. Thread-safe.
 */
public final class RunningTotal {
  private final String operation;
  private final Sum settled = new Sum();
  private long settledThroughMicros = Long.MIN_VALUE;

  public RunningTotal(String operation) {
    this.operation = operation;
  }

  /** As things stand now. */
  public synchronized Sum of(RunView run) {
    settle(run);
    Sum sum = new Sum();
    sum.merge(settled);
    unsettled(run).forEach(sum::add);
    return sum;
  }

  private void settle(RunView run) {
    long end = run.kpiSpan().map(RunView.Span::toMicros).orElse(Long.MIN_VALUE);
    for (KpiCell minute : run.kpis(operation, Width.MINUTE, settledThroughMicros, end)) {
      if (!minute.closed()) {
        return;
      }
      settled.add(minute);
      settledThroughMicros = minute.endMicros();
    }
  }

  private List<KpiCell> unsettled(RunView run) {
    return run.kpiSpan()
        .map(
            span -> {
              long from = Math.max(settledThroughMicros, span.fromMicros());
              Slots slots =
                  Slots.whole(from, Math.max(from, span.toMicros()), run::kpiHorizonMicros);
              return slots
                  .fill(width -> run.kpis(operation, width, slots.fromMicros(), slots.toMicros()))
                  .values()
                  .stream()
                  .flatMap(List::stream)
                  .filter(cell -> cell.startMicros() >= settledThroughMicros)
                  .toList();
            })
        .orElse(List.of());
  }

  /** Sums of counts, and merged sketches. For one thread. */
  public static final class Sum {
    private final LatencySketch service = new LatencySketch();
    private final LatencySketch response = new LatencySketch();
    private final Map<String, Long> errorsByKind = new TreeMap<>();
    private long count;
    private long bytesSent;
    private long bytesReceived;

    /** Adds a window. */
    public void add(KpiCell cell) {
      count += cell.count();
      bytesSent += cell.bytesSent();
      bytesReceived += cell.bytesReceived();
      cell.errorsByKind().forEach((kind, n) -> errorsByKind.merge(kind, n, Long::sum));
      cell.mergeServiceInto(service);
      cell.mergeResponseInto(response);
    }

    private void merge(Sum other) {
      count += other.count;
      bytesSent += other.bytesSent;
      bytesReceived += other.bytesReceived;
      other.errorsByKind.forEach((kind, n) -> errorsByKind.merge(kind, n, Long::sum));
      service.merge(other.service);
      response.merge(other.response);
    }

    public long count() {
      return count;
    }

    public long bytesSent() {
      return bytesSent;
    }

    public long bytesReceived() {
      return bytesReceived;
    }

    /** Errors of this kind. */
    public long errors(String kind) {
      return errorsByKind.getOrDefault(kind, 0L);
    }

    /** All errors. */
    public long errors() {
      return errorsByKind.values().stream().mapToLong(Long::longValue).sum();
    }

    public LatencySketch service() {
      return service;
    }

    public LatencySketch response() {
      return response;
    }
  }
}
