package io.plimsoll.analyzer.finding;

import io.plimsoll.analyzer.finding.Anomaly.Kind;
import io.plimsoll.schemas.Finding;
import io.plimsoll.schemas.FindingState;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Makes findings of anomalies, never more than a person can read: what is unusual of several
 * operations at once is one finding, what comes back within half a minute is still the same, and
 * from {@value #MOST} findings of a kind on so is all that follows. For one thread.
 */
final class IncidentBook {
  /** Findings of one kind in a run. */
  static final int MOST = 12;

  private static final long COMES_BACK = 30 * RunDetectors.SECOND;

  private final String runId;
  private final RecentRows recent;
  private final Map<Kind, Incident> latest = new EnumMap<>(Kind.class);

  /**
   * @param recent to draw courses from
   */
  IncidentBook(String runId, RecentRows recent) {
    this.runId = runId;
    this.recent = recent;
  }

  /** Takes in what is unusual at the end of a second, at this moment. */
  void take(List<Anomaly> anomalies, long nowMicros, FindingSink sink) {
    for (Kind kind : Kind.values()) {
      List<Anomaly> same = new ArrayList<>();
      for (Anomaly each : anomalies) {
        if (each.kind() == kind) {
          same.add(each);
        }
      }
      if (same.isEmpty()) {
        close(kind, sink);
      } else {
        lasts(kind, same, nowMicros, sink);
      }
    }
  }

  private void lasts(Kind kind, List<Anomaly> same, long nowMicros, FindingSink sink) {
    Incident before = latest.get(kind);
    long from = same.stream().mapToLong(Anomaly::sinceMicros).min().orElseThrow();
    if (before == null || (isOver(before, from) && before.number() < MOST)) {
      Incident opened = new Incident(kind, before == null ? 1 : before.number() + 1, from);
      opened.add(same, nowMicros);
      latest.put(kind, opened);
      boolean unused = opened.isNews(); // it is told now
      tell(opened, FindingState.OPEN, sink);
      return;
    }
    boolean reopened = !before.isOpen();
    before.add(same, nowMicros);
    if (before.isNews() || reopened) {
      tell(before, FindingState.UPDATED, sink);
    }
  }

  private static boolean isOver(Incident before, long from) {
    return !before.isOpen() && from - before.untilMicros() >= COMES_BACK;
  }

  private void close(Kind kind, FindingSink sink) {
    Incident open = latest.get(kind);
    if (open != null && open.isOpen()) {
      open.close();
      tell(open, FindingState.CLOSED, sink);
    }
  }

  private void tell(Incident incident, FindingState state, FindingSink sink) {
    Finding finding = IncidentFindings.of(runId, incident, state);
    finding.setChart(recent.chart(incident.kind(), incident.worstOperation(), incident.worst()));
    sink.finding(finding);
  }

  /** Closes everything at the end of the run. */
  void finish(FindingSink sink) {
    for (Kind kind : Kind.values()) {
      close(kind, sink);
    }
  }

  /** Whether anything is unusual now. */
  boolean isOpen() {
    return latest.values().stream().anyMatch(Incident::isOpen);
  }

  void encode(ByteWriter out) {
    out.putVarint(latest.size());
    latest.values().forEach(each -> each.encode(out));
  }

  void restore(ByteReader in) {
    for (long left = in.varint(); left > 0; left--) {
      Incident read = Incident.decode(in);
      latest.put(read.kind(), read);
    }
  }
}
