package io.plimsoll.analyzer.finding;

import io.plimsoll.analyzer.finding.DriftSeries.State;
import io.plimsoll.analyzer.finding.DriftSeries.Told;
import io.plimsoll.analyzer.finding.PlannedLoad.Load;
import io.plimsoll.analyzer.finding.SecondRow.Reading;
import io.plimsoll.analyzer.finding.SecondRow.Traffic;
import io.plimsoll.analyzer.finding.Signals.Role;
import io.plimsoll.analyzer.finding.Signals.Signal;
import io.plimsoll.schemas.FindingState;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import io.plimsoll.stats.trend.TrendBuffer.Keep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What must not grow in a soak run: latencies, memory, descriptors, threads, connections, disks,
 * logs. It is watched while the planned load stays the same; at most one series is judged a second,
 * in turns, because a judgement costs about a millisecond. For one thread.
 */
final class DriftWatch {
  private static final int MOST_SERIES = 240;
  private static final double RESOURCE_GROWTH = 0.05;
  private static final double LATENCY_GROWTH = 0.1;
  private static final double SAME_LOAD = 0.05;
  private static final Signal LATENCY =
      new Signal("latency", Role.LEVEL, Optional.empty(), Optional.empty());

  private final String runId;
  private final Map<String, DriftSeries> series = new LinkedHashMap<>();
  private final List<DriftSeries> turns = new ArrayList<>();
  private final Map<String, DriftSeries> byLimit = new HashMap<>();
  private double load = -1;
  private long turn;

  DriftWatch(String runId) {
    this.runId = runId;
  }

  void take(SecondRow row, Load planned, SeriesTable table, FindingSink sink) {
    if (!planned.steady()) {
      return;
    }
    if (Math.abs(planned.level() - load) > SAME_LOAD * Math.max(planned.level(), load)) {
      load = planned.level();
      turns.forEach(DriftSeries::restart);
    }
    for (Traffic each : row.traffic()) {
      if (each.operation().equals("*") && each.p50() > 0) {
        add("*/p50", LATENCY, row.startMicros(), each.p50());
        add("*/p99", LATENCY, row.startMicros(), each.p99());
      }
    }
    for (Reading each : row.readings()) {
      reading(row.startMicros(), each, table);
    }
    judgeNext(sink);
  }

  private void reading(long atMicros, Reading reading, SeriesTable table) {
    DriftSeries limited = byLimit.get(reading.series());
    if (limited != null) {
      limited.limit(reading.value());
    }
    table
        .level(reading.series())
        .ifPresent(signal -> add(reading.series(), signal, atMicros, reading.value()));
  }

  private void add(String name, Signal signal, long atMicros, double value) {
    DriftSeries found = series.get(name);
    if (found == null && series.size() < MOST_SERIES) {
      found = appear(name, signal);
    }
    if (found != null) {
      found.add(atMicros, value);
    }
  }

  private DriftSeries appear(String name, Signal signal) {
    Keep keep = signal.role() == Role.FLOOR ? Keep.FLOOR : Keep.MEAN;
    double least = signal.cause().equals("latency") ? LATENCY_GROWTH : RESOURCE_GROWTH;
    DriftSeries added = new DriftSeries(name, signal, keep, least);
    series.put(name, added);
    turns.add(added);
    added.limitSeries().ifPresent(limit -> byLimit.put(limit, added));
    return added;
  }

  private void judgeNext(FindingSink sink) {
    for (int asked = 0; asked < turns.size(); asked++) {
      turn = (turn + 1) % turns.size();
      DriftSeries next = turns.get((int) turn);
      if (next.isDue()) {
        next.judge().ifPresent(told -> tell(told, sink));
        return;
      }
    }
  }

  private void tell(Told told, FindingSink sink) {
    FindingState state =
        told.state() == State.BEGAN
            ? FindingState.OPEN
            : told.state() == State.WORSE ? FindingState.UPDATED : FindingState.CLOSED;
    sink.finding(DriftFindings.of(runId, told, state));
  }

  /** Tells the last of every drift at the end of the run. */
  void finish(FindingSink sink) {
    for (DriftSeries each : turns) {
      each.last()
          .ifPresent(told -> sink.finding(DriftFindings.of(runId, told, FindingState.CLOSED)));
    }
  }

  void encode(ByteWriter out) {
    out.putLong(Double.doubleToRawLongBits(load));
    out.putVarint(turn);
    out.putVarint(turns.size());
    for (DriftSeries each : turns) {
      Names.putText(out, each.name());
      each.encode(out);
    }
  }

  void restore(ByteReader in, SeriesTable table) {
    load = Double.longBitsToDouble(in.readLong());
    turn = in.varint();
    for (long left = in.varint(); left > 0; left--) {
      String name = Names.readText(in);
      appear(name, name.startsWith("*/") ? LATENCY : table.level(name).orElseThrow()).restore(in);
    }
  }
}
