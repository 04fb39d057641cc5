package io.plimsoll.report.history;

import io.plimsoll.report.history.History.AcknowledgedPoint;
import io.plimsoll.report.history.History.LastingChange;
import io.plimsoll.report.history.History.State;
import io.plimsoll.report.history.History.Trend;
import io.plimsoll.report.query.ReportException;
import io.plimsoll.report.query.ReportException.Code;
import io.plimsoll.schemas.AcknowledgedChanges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes the record that says what of a history somebody has looked at. */
public final class Acknowledgements {
  /** Stands for every change, wherever it begins. */
  public static final String ALL = "all";

  private Acknowledgements() {}

  /**
   * Acknowledges the changes of every KPI that begin with a run. One that newer runs have moved
   * takes the place of what was acknowledged before; one that was withdrawn is forgotten when all
   * are acknowledged.
   *
   * @param runId first run at the new level, or {@value #ALL}
   * @throws ReportException BAD_QUERY when nothing begins there
   */
  public static AcknowledgedChanges of(
      HistoryQuery query, History history, String runId, String note, Instant at) {
    List<AcknowledgedPoint> known = new ArrayList<>(history.acknowledged());
    List<AcknowledgedPoint> more = new ArrayList<>();
    for (Trend trend : history.trends()) {
      for (LastingChange change : trend.changes()) {
        if (runId.equals(ALL) || change.runId().equals(runId)) {
          if (change.state() == State.MOVED) {
            change.acknowledged().ifPresent(known::remove);
          }
          more.add(point(trend.kpi(), change, note, at));
        }
      }
      if (runId.equals(ALL)) {
        known.removeAll(trend.withdrawn());
      }
    }
    if (more.isEmpty() && known.equals(history.acknowledged())) {
      throw new ReportException(Code.BAD_QUERY, nothing(history, runId));
    }
    return AcknowledgementView.record(query.key(), known, more);
  }

  private static AcknowledgedPoint point(
      String kpi, LastingChange change, String note, Instant at) {
    return new AcknowledgedPoint(kpi, change.runId(), change.before(), change.after(), at, note);
  }

  private static String nothing(History history, String runId) {
    List<String> places =
        history.trends().stream()
            .flatMap(trend -> trend.changes().stream())
            .map(LastingChange::runId)
            .distinct()
            .toList();
    return places.isEmpty()
        ? "the history of %s has no change to acknowledge".formatted(history.scenario())
        : "no change of %s begins with run %s; they begin with %s: name one, or all"
            .formatted(history.scenario(), runId, String.join(", ", places));
  }
}
