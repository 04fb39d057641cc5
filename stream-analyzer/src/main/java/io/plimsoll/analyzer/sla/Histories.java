package io.plimsoll.analyzer.sla;

import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The past of all operations and metrics that rules of one run look back on, second after second,
 * and its copy in the store. For one thread.
 */
final class Histories {
  private static final long SECOND = Terms.SECOND;
  private static final long[] WIDE = {10 * SECOND, Measures.MINUTE};

  /** Under which everything since a moment is stored, by that moment. */
  private static final long SINCE = 0;

  private final Map<String, OperationHistory> operations = new LinkedHashMap<>();
  private final Map<String, SampleHistory> series = new LinkedHashMap<>();
  private final TreeMap<Long, Map<String, Cell>> ahead = new TreeMap<>(); // not taken in yet
  private final Map<Long, ByteWriter> unsaved = new TreeMap<>(); // readings, by second
  private final ByteWriter slice = new ByteWriter(1 << 10);

  OperationHistory operation(String name) {
    return operations.computeIfAbsent(name, none -> new OperationHistory());
  }

  SampleHistory series(String name) {
    return series.computeIfAbsent(name, none -> new SampleHistory());
  }

  /** Notes a reading; it counts once its second is taken in. */
  void reading(long atMicros, String name, double value) {
    long second = Math.floorDiv(atMicros, SECOND) * SECOND;
    Cell cell = new Cell();
    cell.add(value);
    ahead(second, name, cell);
    Slices.readings(unsaved.computeIfAbsent(second, none -> new ByteWriter(64)), name, cell);
  }

  private void ahead(long second, String name, Cell cell) {
    ahead
        .computeIfAbsent(second, none -> new LinkedHashMap<>())
        .computeIfAbsent(name, none -> new Cell())
        .merge(cell);
  }

  /** Takes in one second, and what came of readings before. */
  void take(long second, Seconds seconds, SlaStore store) {
    saveReadings(store);
    while (!ahead.isEmpty() && ahead.firstKey() <= second) {
      var readings = ahead.pollFirstEntry();
      readings.getValue().forEach((name, cell) -> series(name).add(readings.getKey(), cell));
    }
    Map<String, long[]> rows = new LinkedHashMap<>();
    slice.reset();
    seconds.at(second, (name, kpis) -> outcomes(second, name, kpis, rows));
    rows.forEach(
        (name, row) -> {
          operations.get(name).addCounts(second, row);
          Slices.counts(slice, name, row);
        });
    operations.values().forEach(history -> history.advanceTo(second));
    append(SECOND, second, slice, store);
    store.deleteSlice(SECOND, second - Math.max(Measures.MINUTE, reachMicros(SECOND)));
    roll(second + SECOND, store);
  }

  private void outcomes(long second, String name, KpiAccumulator kpis, Map<String, long[]> rows) {
    OperationHistory history = operations.get(name);
    if (history != null) {
      add(rows, name, Counts.of(kpis));
      if (history.keepsTimes()) {
        history.addTimes(second, kpis);
        Slices.times(slice, name, kpis);
      }
    }
    Counts.droppedOf(name)
        .ifPresent(
            of -> {
              add(rows, of, Counts.drops(kpis));
              add(rows, "*", Counts.drops(kpis));
            });
  }

  private void add(Map<String, long[]> rows, String name, long[] more) {
    if (operations.containsKey(name)) {
      long[] row = rows.computeIfAbsent(name, none -> new long[Counts.COUNTERS]);
      for (int i = 0; i < row.length; i++) {
        row[i] += more[i];
      }
    }
  }

  /**
   * Adds outcomes to a second that has been taken in already.
   *
   * @param takenThrough end of the last second that was taken in
   */
  void late(long second, String name, KpiAccumulator kpis, long takenThrough, SlaStore store) {
    Map<String, long[]> rows = new LinkedHashMap<>();
    slice.reset();
    outcomes(second, name, kpis, rows);
    rows.forEach(
        (each, row) -> {
          operations.get(each).addCounts(second, row);
          Slices.counts(slice, each, row);
        });
    append(SECOND, second, slice, store);
    for (long width : WIDE) {
      long start = Math.floorDiv(second, width) * width;
      if (store.getSlice(width, start) != null) {
        append(width, start, slice, store);
      }
    }
    boolean stored = second < Math.floorDiv(takenThrough, Measures.MINUTE) * Measures.MINUTE;
    if (stored && operations.containsKey(name)) {
      lateSince(second, name, kpis, store);
    }
  }

  private void lateSince(long second, String name, KpiAccumulator kpis, SlaStore store) {
    slice.reset();
    Slices.times(slice, name, kpis);
    for (long from : operations.get(name).since().keySet()) {
      if (second >= from) {
        append(SINCE, from, slice, store);
      }
    }
  }

  private static void append(long width, long start, ByteWriter more, SlaStore store) {
    if (more.length() == 0) {
      return;
    }
    byte[] before = store.getSlice(width, start);
    if (before == null) {
      store.putSlice(width, start, more.copy());
      return;
    }
    ByteWriter all = new ByteWriter(before.length + more.length());
    all.putBytes(before, 0, before.length);
    all.putAll(more);
    store.putSlice(width, start, all.copy());
  }

  /** Stores the wide slots that end then, and once a minute everything since some moment. */
  private void roll(long endMicros, SlaStore store) {
    for (long width : WIDE) {
      if (endMicros % width == 0 && reachMicros(width) > 0) {
        encode(width, endMicros - width);
        if (slice.length() > 0) {
          store.putSlice(width, endMicros - width, slice.copy());
        }
        store.deleteSlice(width, endMicros - width - reachMicros(width));
      }
    }
    if (endMicros % Measures.MINUTE == 0) {
      Map<Long, ByteWriter> byMoment = new TreeMap<>();
      operations.forEach(
          (name, history) ->
              history
                  .since()
                  .forEach((from, kpis) -> Slices.times(moment(byMoment, from), name, kpis)));
      series.forEach(
          (name, history) ->
              history
                  .since()
                  .forEach((from, cell) -> Slices.readings(moment(byMoment, from), name, cell)));
      byMoment.forEach((from, bytes) -> store.putSlice(SINCE, from, bytes.copy()));
    }
  }

  private static ByteWriter moment(Map<Long, ByteWriter> byMoment, long from) {
    return byMoment.computeIfAbsent(from, none -> new ByteWriter(1 << 10));
  }

  private void encode(long width, long start) {
    long slot = Math.floorDiv(start, width);
    slice.reset();
    operations.forEach(
        (name, history) -> {
          long[] row = history.newestRow(width);
          if (java.util.Arrays.stream(row).anyMatch(count -> count > 0)) {
            Slices.counts(slice, name, row);
          }
          KpiAccumulator times = history.timesAt(width, slot);
          if (times != null) {
            Slices.times(slice, name, times);
          }
        });
    series.forEach(
        (name, history) -> {
          Cell cell = history.at(width, slot);
          if (cell != null) {
            Slices.readings(slice, name, cell);
          }
        });
  }

  private long reachMicros(long width) {
    long reach = 0;
    for (OperationHistory history : operations.values()) {
      reach = Math.max(reach, history.reachMicros(width));
    }
    for (SampleHistory history : series.values()) {
      reach = Math.max(reach, history.reachMicros(width));
    }
    return reach;
  }

  /** Stores the readings that came since the last time. */
  void saveReadings(SlaStore store) {
    unsaved.forEach((second, readings) -> append(SECOND, second, readings, store));
    unsaved.clear();
  }

  /**
   * Takes back a slice.
   *
   * @param takenThrough end of the last second that was taken in
   */
  void restore(long width, long start, byte[] bytes, long takenThrough) {
    Slices.read(bytes, new Restore(width, start, takenThrough));
  }

  /** Whether readings wait to be taken in. */
  boolean hasReadingsAhead() {
    return !ahead.isEmpty();
  }

  /** Seconds belong also to the wide slots, and to the sums, that were not stored yet. */
  private final class Restore implements Slices.Items {
    private final long width;
    private final long start;
    private final long takenThrough;

    Restore(long width, long start, long takenThrough) {
      this.width = width;
      this.start = start;
      this.takenThrough = takenThrough;
    }

    private boolean isOpen(long wide) {
      return width == SECOND && start >= Math.floorDiv(takenThrough, wide) * wide;
    }

    @Override
    public void counts(String name, long[] row) {
      OperationHistory history = operation(name);
      history.restoreCounts(width, start, row);
      for (long wide : WIDE) {
        if (isOpen(wide)) {
          history.restoreCounts(wide, start, row);
        }
      }
    }

    @Override
    public void times(String name, KpiAccumulator kpis) {
      OperationHistory history = operation(name);
      if (width == SINCE) {
        history.needSince(start).merge(kpis);
        return;
      }
      history.restoreTimes(width, start, kpis);
      for (long wide : WIDE) {
        if (isOpen(wide)) {
          history.restoreTimes(wide, start, kpis);
        }
      }
      intoSince(history.since(), all -> all.merge(kpis));
    }

    @Override
    public void readings(String name, Cell cell) {
      if (width == SINCE) {
        series(name).needSince(start).merge(cell);
        return;
      }
      if (width == SECOND && start >= takenThrough) {
        ahead(start, name, cell);
        return;
      }
      SampleHistory history = series(name);
      history.restore(width, start, cell);
      for (long wide : WIDE) {
        if (isOpen(wide)) {
          history.restore(wide, start, cell);
        }
      }
      intoSince(history.since(), all -> all.merge(cell));
    }

    /** What is kept since a moment takes in all that began after it. */
    private <T> void intoSince(Map<Long, T> since, Consumer<T> merge) {
      if (isOpen(Measures.MINUTE)) {
        since.forEach(
            (from, all) -> {
              if (start >= from) {
                merge.accept(all);
              }
            });
      }
    }
  }
}
