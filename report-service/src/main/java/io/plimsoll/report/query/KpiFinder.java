package io.plimsoll.report.query;

import io.plimsoll.report.query.ReportException.Code;
import io.plimsoll.report.view.KpiCell;
import io.plimsoll.report.view.RunView;
import io.plimsoll.report.view.Width;
import io.plimsoll.stats.sketch.LatencySketch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers {@link KpiQuery}s from the windows of a run. Thread-safe. */
final class KpiFinder {
  static final long ROWS_AT_MOST = 50_000;

  private final RunView run;
  private final KpiQuery query;

  KpiFinder(RunView run, KpiQuery query) {
    this.run = run;
    this.query = query;
  }

  KpiPage find() {
    Range range = query.range();
    if (range.equals(Range.RUN) && run.summary().isPresent()) {
      return fromSummary();
    }
    Optional<RunView.Span> span = run.kpiSpan();
    Collection<String> operations = operations();
    if (span.isEmpty()) {
      return page(range.width().map(width -> width.toMillis()).orElse(0L), "none", List.of());
    }
    return merged(Slots.of(range, span.get(), run::kpiHorizonMicros), operations);
  }

  /** Totals of the whole run, as the analyzer has summed them. */
  private KpiPage fromSummary() {
    Totals totals = Totals.of(run.summary().orElseThrow());
    List<Kpi> rows =
        totals.operations().stream()
            .filter(each -> query.operation().map(each.name()::equals).orElse(true))
            .map(each -> each.over(totals).beside(ResourceJoin.ofRun(run)))
            .toList();
    if (rows.isEmpty()) {
      throw unknownOperation(totals.operations().stream().map(OperationTotals::name).toList());
    }
    return page(rows.get(0).widthMillis(), "summary", rows);
  }

  private KpiPage merged(Slots slots, Collection<String> operations) {
    checkSize(slots, operations.size());
    long finalThrough = run.closedThroughMicros();
    List<Kpi> rows = new ArrayList<>();
    Map<Long, List<KpiCell>> used = new TreeMap<>();
    ResourceJoin join = ResourceJoin.of(run, slots);
    for (String operation : operations) {
      Map<Long, List<KpiCell>> found = slots.fill(width -> stored(operation, width, slots));
      found.forEach(
          (start, cells) -> {
            Kpi row = KpiSum.of(operation, start, slots.rowMicros(), cells).beside(join.at(start));
            rows.add(start + slots.rowMicros() <= finalThrough ? row : row.open());
          });
      used.putAll(found);
    }
    return page(slots.rowMicros() / 1_000, Slots.resolution(used), rows);
  }

  private List<KpiCell> stored(String operation, Width width, Slots slots) {
    return run.kpis(operation, width, slots.fromMicros(), slots.toMicros());
  }

  private static void checkSize(Slots slots, int operations) {
    long rows = slots.rowCount() * operations;
    if (rows > ROWS_AT_MOST) {
      long seconds = -Math.floorDiv(-rows * (slots.rowMicros() / 1_000_000), ROWS_AT_MOST);
      throw new ReportException(
          Code.BAD_QUERY,
          "%d rows asked for, %d are the most; give a shorter range, one operation, or window=%ds"
              .formatted(rows, ROWS_AT_MOST, seconds));
    }
  }

  private Collection<String> operations() {
    Collection<String> known = run.operations();
    if (query.operation().isEmpty()) {
      return known;
    }
    String wanted = query.operation().get();
    boolean planned =
        wanted.equals(OperationTotals.ALL)
            || run.record().map(record -> record.getOperations().contains(wanted)).orElse(false);
    if (!known.contains(wanted) && !planned) {
      throw unknownOperation(known);
    }
    return List.of(wanted);
  }

  private ReportException unknownOperation(Collection<String> known) {
    return new ReportException(
        Code.UNKNOWN_OPERATION,
        "run %s has no operation %s; it has %s"
            .formatted(run.id(), query.operation().orElse(""), Names.some(known)));
  }

  private KpiPage page(long widthMillis, String resolution, List<Kpi> rows) {
    return new KpiPage(run.id(), widthMillis, resolution, LatencySketch.RELATIVE_ERROR, rows);
  }
}
