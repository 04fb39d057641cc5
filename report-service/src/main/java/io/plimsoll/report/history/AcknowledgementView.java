package io.plimsoll.report.history;

import io.plimsoll.report.compare.BaselineKey;
import io.plimsoll.report.history.History.AcknowledgedPoint;
import io.plimsoll.report.query.Times;
import io.plimsoll.schemas.AcknowledgedChange;
import io.plimsoll.schemas.AcknowledgedChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The acknowledged changes as the topic says. Thread-safe. */
public final class AcknowledgementView {
  private final Map<BaselineKey, AcknowledgedChanges> all = new ConcurrentHashMap<>();

  /** Takes a newer record of a history. */
  public void put(AcknowledgedChanges changes) {
    all.put(
        new BaselineKey(changes.getScenario(), changes.getBranch(), changes.getEnvironment()),
        changes);
  }

  /** Those of a history, oldest first. */
  List<AcknowledgedPoint> of(BaselineKey key) {
    AcknowledgedChanges found = all.get(key);
    return found == null
        ? List.of()
        : found.getChanges().stream().map(AcknowledgementView::point).toList();
  }

  private static AcknowledgedPoint point(AcknowledgedChange change) {
    return new AcknowledgedPoint(
        change.getKpi(),
        change.getRunId(),
        change.getBefore(),
        change.getAfter(),
        Times.instant(change.getAtMicros()),
        change.getNote());
  }

  /** The record of a history with these acknowledged as well. */
  public static AcknowledgedChanges record(
      BaselineKey key, List<AcknowledgedPoint> known, List<AcknowledgedPoint> more) {
    List<AcknowledgedPoint> points = new ArrayList<>(known);
    points.removeIf(each -> more.stream().anyMatch(newer -> samePlace(each, newer)));
    points.addAll(more);
    return AcknowledgedChanges.newBuilder()
        .setScenario(key.scenario())
        .setBranch(key.branch())
        .setEnvironment(key.environment())
        .setChanges(points.stream().map(AcknowledgementView::change).toList())
        .build();
  }

  private static boolean samePlace(AcknowledgedPoint a, AcknowledgedPoint b) {
    return a.kpi().equals(b.kpi()) && a.runId().equals(b.runId());
  }

  private static AcknowledgedChange change(AcknowledgedPoint point) {
    return AcknowledgedChange.newBuilder()
        .setKpi(point.kpi())
        .setRunId(point.runId())
        .setBefore(point.before())
        .setAfter(point.after())
        .setAtMicros(Times.micros(point.at()))
        .setNote(point.note())
        .build();
  }
}
