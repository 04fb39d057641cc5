package io.plimsoll.report.view;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The windows of a run by name and width, as far as they are retained. For one thread at a time.
 */
final class Windows<K extends Comparable<K>, C extends Cell> {
  private final Retention retention;
  private final Map<Width, Map<K, WindowSeries<C>>> series = new EnumMap<>(Width.class);
  private final Map<Width, Long> horizons = new EnumMap<>(Width.class);
  private long newestMicros = Long.MIN_VALUE;
  private long bytes;

  Windows(Retention retention) {
    this.retention = retention;
    for (Width width : Width.all()) {
      series.put(width, new TreeMap<>());
      horizons.put(width, Long.MIN_VALUE);
    }
  }

  /** Puts a window in its place; one that is already past its retention is left out. */
  void put(K name, C cell) {
    if (cell.startMicros() < horizons.get(cell.width())) {
      return;
    }
    bytes += series.get(cell.width()).computeIfAbsent(name, any -> new WindowSeries<>()).put(cell);
    if (cell.endMicros() > newestMicros) {
      newestMicros = cell.endMicros();
      for (Width width : Width.all()) {
        dropBefore(width, newestMicros - retention.microsOf(width));
      }
    }
  }

  private void dropBefore(Width width, long micros) {
    if (micros <= horizons.get(width)) {
      return;
    }
    for (WindowSeries<C> each : series.get(width).values()) {
      bytes -= each.dropBefore(micros);
    }
    horizons.put(width, micros);
  }

  /** Drops every window of this width. */
  void drop(Width width) {
    dropBefore(width, newestMicros);
  }

  /** Drops the older half, by time, of the windows of this width. */
  void dropOlderHalf(Width width) {
    long first = firstMicros(width);
    if (first < newestMicros) {
      dropBefore(width, first + (newestMicros - first) / 2 + 1);
    }
  }

  List<C> range(K name, Width width, long fromMicros, long toMicros) {
    WindowSeries<C> found = series.get(width).get(name);
    return found == null ? List.of() : found.range(fromMicros, toMicros);
  }

  /** Windows of this width that started before this are gone, if there were any. */
  long horizonMicros(Width width) {
    return horizons.get(width);
  }

  /**
   * Whether none of this width is gone, as far as coarser ones tell: a view built from a topic that
   * has been compacted never saw those that had left it.
   */
  boolean isWhole(Width width) {
    return Width.all().stream()
        .filter(coarser -> coarser.compareTo(width) > 0)
        .allMatch(coarser -> firstMicros(coarser) >= horizons.get(width));
  }

  Set<K> names() {
    Set<K> names = new TreeSet<>();
    series.values().forEach(each -> names.addAll(each.keySet()));
    return names;
  }

  /**
   * Where the data begins, or MAX_VALUE: by the finest windows that are all still there, since
   * coarser ones begin before the first outcome.
   */
  long firstMicros() {
    long first = Long.MAX_VALUE;
    for (Width width : Width.all()) {
      first = Math.min(first, firstMicros(width));
      if (first != Long.MAX_VALUE && isWhole(width)) {
        return first;
      }
    }
    return first;
  }

  private long firstMicros(Width width) {
    long first = Long.MAX_VALUE;
    for (WindowSeries<C> each : series.get(width).values()) {
      first = each.isEmpty() ? first : Math.min(first, each.firstStartMicros());
    }
    return first;
  }

  /** Where the data ends, or MIN_VALUE: by the finest windows there are. */
  long endMicros() {
    for (Width width : Width.all()) {
      long end = Long.MIN_VALUE;
      for (WindowSeries<C> each : series.get(width).values()) {
        end = each.isEmpty() ? end : Math.max(end, each.lastStartMicros() + width.micros());
      }
      if (end != Long.MIN_VALUE) {
        return end;
      }
    }
    return Long.MIN_VALUE;
  }

  long bytes() {
    return bytes;
  }
}
