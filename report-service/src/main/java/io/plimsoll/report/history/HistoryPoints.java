package io.plimsoll.report.history;

import io.plimsoll.report.history.History.AcknowledgedPoint;
import io.plimsoll.report.history.History.Entry;
import io.plimsoll.report.history.History.LastingChange;
import io.plimsoll.report.history.History.State;
import io.plimsoll.stats.changepoint.ChangePoint;
import io.plimsoll.stats.changepoint.ChangePoints;
import io.plimsoll.stats.changepoint.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a KPI changed, beside what was acknowledged of it: a series is looked at as a whole each
 * time, so newer runs may move or withdraw what was found before.
 */
final class HistoryPoints {
  private final List<Entry> runs;
  private final List<LastingChange> changes = new ArrayList<>();
  private final List<AcknowledgedPoint> withdrawn = new ArrayList<>();
  private int lastChange;

  /**
   * @param values one per run
   * @param acknowledged of this KPI; those whose run is no longer kept say nothing any more
   */
  HistoryPoints(List<Entry> runs, double[] values, List<AcknowledgedPoint> acknowledged) {
    this.runs = runs;
    List<String> ids = runs.stream().map(Entry::runId).toList();
    Map<Integer, AcknowledgedPoint> known = new TreeMap<>();
    for (AcknowledgedPoint point : acknowledged) {
      if (ids.contains(point.runId())) {
        known.put(ids.indexOf(point.runId()), point);
      }
    }
    Revision.of(List.copyOf(known.keySet()), ChangePoints.of(values))
        .forEach(revision -> take(revision, revision.known().map(known::get)));
  }

  private void take(Revision revision, Optional<AcknowledgedPoint> point) {
    revision
        .now()
        .ifPresentOrElse(
            now -> changes.add(change(now, state(revision.kind()), point)),
            () -> point.ifPresent(withdrawn::add));
  }

  private static State state(Revision.Kind kind) {
    return switch (kind) {
      case NEW -> State.NEW;
      case KEPT -> State.ACKNOWLEDGED;
      case MOVED -> State.MOVED;
      case WITHDRAWN -> throw new IllegalStateException("a withdrawn change is no more");
    };
  }

  private LastingChange change(
      ChangePoint point, State state, Optional<AcknowledgedPoint> acknowledged) {
    lastChange = Math.max(lastChange, point.index());
    return new LastingChange(
        runs.get(point.index()).runId(),
        runs.get(point.index() - 1).commit(),
        runs.get(point.index()).commit(),
        point.before(),
        point.after(),
        Math.min(point.effect(), Double.MAX_VALUE),
        point.confidence(),
        state,
        acknowledged);
  }

  /** In order of time. */
  List<LastingChange> changes() {
    return changes;
  }

  List<AcknowledgedPoint> withdrawn() {
    return withdrawn;
  }

  /** The first run at the level of now. */
  int since() {
    return lastChange;
  }
}
