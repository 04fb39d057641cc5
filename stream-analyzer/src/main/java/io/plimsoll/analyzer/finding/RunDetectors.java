package io.plimsoll.analyzer.finding;

import io.plimsoll.analyzer.finding.PlannedLoad.Load;
import io.plimsoll.analyzer.finding.SecondRow.Traffic;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All detectors of one run. What they know follows from the rows they were given, in order, and
 * nothing else. For one thread.
 */
final class RunDetectors {
  static final long SECOND = 1_000_000;

  /** Operations that are watched by themselves; the whole run always is. */
  static final int MOST_OPERATIONS = 200;

  private static final String WHOLE = "*";

  private final PlannedLoad plan;
  private final SeriesTable table;
  private final Map<String, OperationWatch> operations = new LinkedHashMap<>();
  private final RecentRows recent = new RecentRows();
  private final IncidentBook incidents;
  private final DriftWatch drifts;
  private final CauseWatch causes;
  private long endMicros;

  RunDetectors(RunRecord record, SeriesTable table) {
    this.plan = new PlannedLoad(record.getStartedAtMicros(), record.getPlan());
    this.table = table;
    this.incidents = new IncidentBook(record.getRunId(), recent);
    this.drifts = new DriftWatch(record.getRunId());
    this.causes = new CauseWatch(record.getRunId());
  }

  /** Whether an operation is, or still can be, watched by itself: first come, first served. */
  boolean watches(String operation) {
    return operations.containsKey(operation)
        || operations.size() < MOST_OPERATIONS
        || operation.equals(WHOLE);
  }

  /** Takes the next second in and tells what is new. */
  void take(SecondRow row, FindingSink sink) {
    recent.add(row);
    long start = row.startMicros();
    Load load = plan.between(start, start + SECOND);
    Map<String, Traffic> traffic = new LinkedHashMap<>();
    for (Traffic each : row.traffic()) {
      traffic.put(each.operation(), each);
      if (watches(each.operation())) {
        operations.computeIfAbsent(each.operation(), OperationWatch::new);
      }
    }
    List<Anomaly> unusual = new ArrayList<>();
    operations.forEach(
        (name, watch) -> {
          Traffic seen = traffic.get(name);
          watch.take(start, seen == null ? new Traffic(name, 0, 0, 0, 0, 0, 0) : seen, load);
          watch.anomalies(unusual::add);
        });
    incidents.take(unusual, start + SECOND, sink);
    // A swing at the same level holds nothing back.
    List<Anomaly> suffered = new ArrayList<>(unusual);
    suffered.removeIf(each -> each.kind() == Anomaly.Kind.SPREAD);
    causes.take(row, load, suffered, table, sink);
    drifts.take(row, load, table, sink);
    endMicros = start + SECOND;
  }

  /** Takes back a second that the snapshot knows already. */
  void remember(SecondRow row) {
    recent.add(row);
  }

  /** Tells the last of everything: the run is over. */
  void finish(FindingSink sink) {
    incidents.finish(sink);
    causes.finish(endMicros, table, sink);
    drifts.finish(sink);
  }

  void encode(ByteWriter out) {
    out.putVarint(operations.size());
    operations.forEach(
        (name, watch) -> {
          Names.putText(out, name);
          watch.encode(out);
        });
    incidents.encode(out);
    drifts.encode(out);
    causes.encode(out);
    out.putLong(endMicros);
  }

  void restore(ByteReader in) {
    for (long left = in.varint(); left > 0; left--) {
      String name = Names.readText(in);
      OperationWatch watch = new OperationWatch(name);
      watch.restore(in);
      operations.put(name, watch);
    }
    incidents.restore(in);
    drifts.restore(in, table);
    causes.restore(in);
    endMicros = in.readLong();
  }
}
