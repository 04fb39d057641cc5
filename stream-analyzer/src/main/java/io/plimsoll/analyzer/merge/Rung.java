package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.kpi.AccumulatorPool;
import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.stats.sketch.ByteReader;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The open windows of one width, by start. */
final class Rung {
  private final long widthMicros;
  private final AccumulatorPool pool;
  private final KpiAccumulator decoded = new KpiAccumulator();
  private final TreeMap<Long, Cells> windows = new TreeMap<>();
  private long lastStart = -1;
  private Cells last;
  private long closedThroughMicros = Long.MIN_VALUE;
  private long partlyClosed = -1; // start of the window of which some parts are closed
  private int partsClosed;

  Rung(long widthMicros, AccumulatorPool pool) {
    this.widthMicros = widthMicros;
    this.pool = pool;
  }

  long widthMicros() {
    return widthMicros;
  }

  /** The accumulator of the window this moment lies in, which is about to change. */
  KpiAccumulator change(long micros, int operation) {
    return window(Math.floorDiv(micros, widthMicros) * widthMicros).change(operation);
  }

  /** Merges an encoded accumulator into that window. The bytes must never change. */
  void merge(long micros, int operation, ByteReader accumulator) {
    window(Math.floorDiv(micros, widthMicros) * widthMicros).merge(operation, accumulator, micros);
  }

  private Cells window(long start) {
    if (start != lastStart) { // items of a delta come second by second
      last = windows.computeIfAbsent(start, at -> new Cells(at, pool, decoded));
      lastStart = start;
    }
    return last;
  }

  /** The window that starts then; null when there is none. */
  Cells find(long start) {
    return windows.get(start);
  }

  /** When its first window ends; the largest number when it has none. */
  long firstEnd() {
    return windows.isEmpty() ? Long.MAX_VALUE : windows.firstKey() + widthMicros;
  }

  /** Its first window. */
  Map.Entry<Long, Cells> first() {
    return windows.firstEntry();
  }

  /** The part of its first window that closes next; from now on it is closed. */
  int closePart() {
    if (partlyClosed != windows.firstKey()) {
      partsClosed(windows.firstKey(), 0);
    }
    return partsClosed++;
  }

  /** Start of the window of which some parts are closed; negative when there was none. */
  long partlyClosed() {
    return partlyClosed;
  }

  /** How many parts of that window are closed. */
  int partsClosed() {
    return partsClosed;
  }

  void partsClosed(long start, int parts) {
    partlyClosed = start;
    partsClosed = parts;
  }

  /** Takes its first window out, which is closed from now on. */
  Map.Entry<Long, Cells> pollFirst() {
    lastStart = -1;
    closedThrough(firstEnd());
    return windows.pollFirstEntry();
  }

  /** Its windows that end by then are closed. */
  long closedThroughMicros() {
    return closedThroughMicros;
  }

  void closedThrough(long micros) {
    closedThroughMicros = Math.max(closedThroughMicros, micros);
  }

  /** Whether the window this moment lies in is still open. */
  boolean isOpenAt(long micros) {
    return (Math.floorDiv(micros, widthMicros) + 1) * widthMicros > closedThroughMicros;
  }

  /** The same for one operation, whose part may be closed already. */
  boolean isOpenAt(long micros, Operation operation) {
    long start = Math.floorDiv(micros, widthMicros) * widthMicros;
    return start + widthMicros > closedThroughMicros
        && (start != partlyClosed || operation.part() >= partsClosed);
  }

  /** Start of the first window that starts then or later; null when there is none. */
  Long startFrom(long micros) {
    return windows.ceilingKey(micros);
  }

  /** Start of the last window; null when there is none. */
  Long lastStart() {
    return windows.isEmpty() ? null : windows.lastKey();
  }

  /** Drops the windows that start in [from, to). */
  void drop(long from, long to) {
    lastStart = -1;
    Map<Long, Cells> dropped = windows.subMap(from, to);
    dropped.values().forEach(Cells::release);
    dropped.clear();
  }

  /** Accumulators in its windows. */
  int live() {
    return windows.values().stream().mapToInt(Cells::count).sum();
  }

  void forEach(BiConsumer<Long, Cells> visitor) {
    windows.forEach(visitor);
  }
}
