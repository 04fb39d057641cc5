package io.plimsoll.analyzer.sla;

import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.stats.sla.CountRing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the rules of one operation need of its past: counts in slots of some widths, times in
 * sliding windows, and everything since some moments. For one thread.
 */
final class OperationHistory {
  private final Map<Long, Integer> slotsByWidth = new HashMap<>();
  private final Map<Long, CountRing> rings = new TreeMap<>();
  private final List<Times> times = new ArrayList<>();
  private final Map<Long, KpiAccumulator> since = new TreeMap<>();

  /** A sliding window with times. */
  private record Times(long widthMicros, LatencyWindow window) {}

  /** Keeps counts of so many slots of this width. */
  void needCounts(long widthMicros, int slots) {
    slotsByWidth.merge(widthMicros, slots, Math::max);
    rings.computeIfPresent(
        widthMicros, (width, ring) -> ring.slots() < slots ? null : ring); // before any outcome
    rings.computeIfAbsent(
        widthMicros, width -> new CountRing(slotsByWidth.get(width), Counts.COUNTERS));
  }

  /** Keeps a window with times. */
  LatencyWindow needTimes(long widthMicros, int slots) {
    for (Times each : times) {
      if (each.widthMicros() == widthMicros && each.window().slots() == slots) {
        return each.window();
      }
    }
    Times added = new Times(widthMicros, new LatencyWindow(slots));
    times.add(added);
    return added.window();
  }

  /** Keeps everything that ends after this moment. */
  KpiAccumulator needSince(long fromMicros) {
    return since.computeIfAbsent(fromMicros, from -> new KpiAccumulator());
  }

  Counts counts(long widthMicros, int slots) {
    CountRing ring = rings.get(widthMicros);
    return Counts.over(counter -> ring.sum(counter, slots));
  }

  /** Makes this second the newest one. */
  void advanceTo(long secondStart) {
    rings.forEach((width, ring) -> ring.advanceTo(Math.floorDiv(secondStart, width)));
  }

  void addCounts(long secondStart, long[] row) {
    rings.forEach((width, ring) -> ring.add(Math.floorDiv(secondStart, width), row));
  }

  void addTimes(long secondStart, KpiAccumulator kpis) {
    for (Times each : times) {
      each.window().add(Math.floorDiv(secondStart, each.widthMicros()), kpis);
    }
    since.forEach(
        (from, all) -> {
          if (secondStart >= from) {
            all.merge(kpis);
          }
        });
  }

  boolean keepsTimes() {
    return !times.isEmpty() || !since.isEmpty();
  }

  boolean keepsTimes(long widthMicros) {
    return times.stream().anyMatch(each -> each.widthMicros() == widthMicros);
  }

  /** The counts of the newest slot of this width; empty when they are not kept. */
  long[] newestRow(long widthMicros) {
    CountRing ring = rings.get(widthMicros);
    long[] row = new long[Counts.COUNTERS];
    for (int i = 0; ring != null && i < row.length; i++) {
      row[i] = ring.sum(i, 1);
    }
    return row;
  }

  /** The times of this slot; null when there are none. */
  KpiAccumulator timesAt(long widthMicros, long slot) {
    return times.stream()
        .filter(each -> each.widthMicros() == widthMicros)
        .map(each -> each.window().at(slot))
        .filter(found -> found != null)
        .findFirst()
        .orElse(null);
  }

  Map<Long, KpiAccumulator> since() {
    return since;
  }

  /** Takes back a slot of this width. */
  void restoreCounts(long widthMicros, long start, long[] row) {
    CountRing ring = rings.get(widthMicros);
    if (ring != null) {
      ring.add(Math.floorDiv(start, widthMicros), row);
    }
  }

  void restoreTimes(long widthMicros, long start, KpiAccumulator kpis) {
    for (Times each : times) {
      if (each.widthMicros() == widthMicros) {
        each.window().add(Math.floorDiv(start, widthMicros), kpis);
      }
    }
  }

  /** Time that windows of this width reach back; 0 when there are none. */
  long reachMicros(long widthMicros) {
    long counted = widthMicros * slotsByWidth.getOrDefault(widthMicros, 0);
    long timed =
        times.stream()
            .filter(each -> each.widthMicros() == widthMicros)
            .mapToLong(each -> widthMicros * each.window().slots())
            .max()
            .orElse(0);
    return Math.max(counted, timed);
  }
}
