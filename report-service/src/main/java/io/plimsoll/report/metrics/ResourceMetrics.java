package io.plimsoll.report.metrics;

import io.plimsoll.report.view.ResourceCell;
import io.plimsoll.report.view.ResourceName;
import io.plimsoll.report.view.RunView;
import io.plimsoll.report.view.Width;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.Optional;

/** What the sources of a run measured last, and how many users were active by that. */
final class ResourceMetrics {
  /** More metrics than this of a run have no series. */
  static final int METRICS_AT_MOST = 500;

  private static final String USERS = "users_active";
  private static final long RECENT_MICROS = 15_000_000L;

  private final RunView run;

  ResourceMetrics(RunView run) {
    this.run = run;
  }

  void addTo(Labels labels, Families families) {
    double users = 0;
    boolean anybody = false;
    int series = 0;
    for (ResourceName name : run.resourceNames()) {
      Optional<ResourceCell> last = last(name);
      if (last.isPresent() && name.metric().equals(USERS)) {
        anybody = true;
        users += last.get().last();
      }
      if (last.isPresent() && series++ < METRICS_AT_MOST) {
        families.gauge(
            "plimsoll_resource",
            "Newest reading of a source's metric, whose name ends in its unit.",
            labels.add("source", name.source()).add("metric", name.metric()),
            last.get().last());
      }
    }
    if (anybody) {
      families.gauge("plimsoll_users", "Active virtual users of all agents.", labels, users);
    }
  }

  /** A source that has fallen silent has no reading. */
  private Optional<ResourceCell> last(ResourceName name) {
    long end = run.resourceSpan().map(RunView.Span::toMicros).orElse(0L);
    List<ResourceCell> cells =
        run.resources(name, Width.SECOND, end - RECENT_MICROS, Long.MAX_VALUE);
    return cells.isEmpty() ? Optional.empty() : Optional.of(cells.get(cells.size() - 1));
  }
}
