package io.plimsoll.report.query;

import io.plimsoll.report.view.ResourceCell;
import io.plimsoll.report.view.ResourceName;
import io.plimsoll.report.view.ResourceSpread;
import io.plimsoll.report.view.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers {@link ResourceQuery}s from the windows of a run. Thread-safe. */
final class ResourceFinder {
  private final RunView run;
  private final ResourceQuery query;

  ResourceFinder(RunView run, ResourceQuery query) {
    this.run = run;
    this.query = query;
  }

  ResourcePage find() {
    Optional<RunView.Span> span = run.resourceSpan();
    if (span.isEmpty()) {
      return new ResourcePage(run.id(), 0, "none", List.of());
    }
    Slots slots = Slots.of(query.range(), span.get(), run::resourceHorizonMicros);
    List<ResourceName> names = run.resourceNames().stream().filter(this::wanted).toList();
    checkSize(slots, names.size());
    List<ResourceRow> rows = new ArrayList<>();
    Map<Long, List<ResourceCell>> used = new TreeMap<>();
    for (ResourceName name : names) {
      Map<Long, List<ResourceCell>> found =
          slots.fill(width -> run.resources(name, width, slots.fromMicros(), slots.toMicros()));
      found.forEach((start, cells) -> rows.add(row(name, start, slots.rowMicros(), cells)));
      used.putAll(found);
    }
    return new ResourcePage(run.id(), slots.rowMicros() / 1_000, Slots.resolution(used), rows);
  }

  private boolean wanted(ResourceName name) {
    return query.source().map(name.source()::equals).orElse(true)
        && query.metric().map(name.metric()::equals).orElse(true);
  }

  private static void checkSize(Slots slots, int metrics) {
    long rows = slots.rowCount() * metrics;
    if (rows > KpiFinder.ROWS_AT_MOST) {
      throw new ReportException(
          ReportException.Code.BAD_QUERY,
          "%d rows asked for, %d are the most; give a shorter range, a wider window, or one metric"
              .formatted(rows, KpiFinder.ROWS_AT_MOST));
    }
  }

  /** The mean of all samples is the mean of the windows' means, each weighted by its samples. */
  static ResourceRow row(
      ResourceName name, long startMicros, long widthMicros, List<ResourceCell> cells) {
    long count = 0;
    double sum = 0;
    double minimum = Double.POSITIVE_INFINITY;
    double maximum = Double.NEGATIVE_INFINITY;
    ResourceCell newest = cells.get(0);
    ResourceSpread spread = cells.get(0).spread();
    for (ResourceCell cell : cells) {
      count += cell.count();
      sum += cell.average() * (double) cell.count();
      minimum = Math.min(minimum, cell.minimum());
      maximum = Math.max(maximum, cell.maximum());
      newest = cell.lastAtMicros() >= newest.lastAtMicros() ? cell : newest;
    }
    for (ResourceCell cell : cells.subList(1, cells.size())) {
      spread = spread.plus(cell.spread());
    }
    double average = count == 0 ? newest.average() : sum / (double) count;
    return new ResourceRow(
        name.source(),
        name.metric(),
        Times.instant(startMicros),
        widthMicros / 1_000,
        count,
        average,
        minimum,
        maximum,
        newest.last(),
        quantile(spread, 0.5),
        quantile(spread, 0.9),
        quantile(spread, 0.95),
        quantile(spread, 0.99));
  }

  private static Optional<Double> quantile(ResourceSpread spread, double q) {
    return spread.quantile(q).stream().boxed().findFirst();
  }
}
