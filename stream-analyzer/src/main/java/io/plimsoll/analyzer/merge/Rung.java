package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.kpi.AccumulatorPool;
import io.plimsoll.analyzer.kpi.KpiAccumulator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The open windows of one width, by start. */
final class Rung {
  private final long widthMicros;
  private final AccumulatorPool pool;
  private final TreeMap<Long, Cells> windows = new TreeMap<>();
  private long lastStart = -1;
  private Cells last;

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

  private Cells window(long start) {
    if (start != lastStart) { // items of a delta come second by second
      last = windows.computeIfAbsent(start, at -> new Cells(pool));
      lastStart = start;
    }
    return last;
  }

  boolean hasWindowEndingBy(long micros) {
    return !windows.isEmpty() && windows.firstKey() <= micros - widthMicros;
  }

  Map.Entry<Long, Cells> pollFirst() {
    lastStart = -1;
    return windows.pollFirstEntry();
  }

  void forEach(BiConsumer<Long, Cells> visitor) {
    windows.forEach(visitor);
  }
}
