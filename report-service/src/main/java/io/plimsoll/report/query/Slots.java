package io.plimsoll.report.query;

import io.plimsoll.report.view.Cell;
import io.plimsoll.report.view.RunView;
import io.plimsoll.report.view.Width;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Decides which stored windows answer a question: as coarse as possible, as fine as needed.
 *
 * <p>Rows are aligned to multiples of their width since the Unix epoch; the range asked for is
 * rounded outwards to whole rows. A row is merged from the largest stored windows that divide it.
 * Where a coarse window is missing or behind (it is written once its parts are final), the finer
 * windows under it are taken; whichever of the two has seen more counts. When the fine windows of
 * the range are no longer kept, the rows become wider: the least multiple that coarser windows
 * divide. A row without any window is left out.
 *
 * @param rowMicros width of the rows
 * @param fromMicros start of the first row
 * @param toMicros end of the last row
 * @param finest the finest stored width that reaches back to the start
 */
record Slots(long rowMicros, long fromMicros, long toMicros, Width finest) {

  /** What a range means for a run whose windows span this time. */
  static Slots of(Range range, RunView.Span span, ToLongFunction<Width> horizon) {
    long from = Math.max(span.fromMicros(), range.from().map(Times::micros).orElse(Long.MIN_VALUE));
    long to = Math.min(span.toMicros(), range.to().map(Times::micros).orElse(Long.MAX_VALUE));
    long end = Math.max(from, to);
    return range
        .width()
        .map(width -> rows(width.toMillis() * 1_000, from, end, horizon))
        .orElseGet(() -> whole(from, end, horizon));
  }

  /** Rows of this width; {@code horizon} says from when on a width is kept. */
  static Slots rows(long askedMicros, long from, long to, ToLongFunction<Width> horizon) {
    Width finest = finest(from, horizon);
    long row = leastCommonMultiple(askedMicros, finest.micros());
    return new Slots(row, floor(from, row), ceiling(to, row), finest);
  }

  /** One row over the whole range. */
  static Slots whole(long from, long to, ToLongFunction<Width> horizon) {
    Width finest = finest(from, horizon);
    long start = floor(from, finest.micros());
    long end = Math.max(ceiling(to, finest.micros()), start + finest.micros());
    return new Slots(end - start, start, end, finest);
  }

  private static Width finest(long from, ToLongFunction<Width> horizon) {
    for (Width width : Width.all()) {
      if (horizon.applyAsLong(width) <= from) {
        return width;
      }
    }
    return Width.MINUTE;
  }

  private static long floor(long micros, long unit) {
    return Math.floorDiv(micros, unit) * unit;
  }

  private static long ceiling(long micros, long unit) {
    return -Math.floorDiv(-micros, unit) * unit;
  }

  private static long leastCommonMultiple(long a, long b) {
    long x = a;
    long y = b;
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return a / x * b;
  }

  /** How many rows there can be. */
  long rowCount() {
    return (toMicros - fromMicros) / rowMicros;
  }

  /** The windows to merge, by start of their row. */
  <C extends Cell> Map<Long, List<C>> fill(Function<Width, List<C>> stored) {
    List<C> chosen = List.of();
    for (Width width : Width.all()) {
      if (width.compareTo(finest) >= 0 && (wholeRange() || rowMicros % width.micros() == 0)) {
        List<C> inside =
            stored.apply(width).stream().filter(cell -> cell.endMicros() <= toMicros).toList();
        chosen = prefer(inside, chosen);
      }
    }
    Map<Long, List<C>> rows = new LinkedHashMap<>();
    for (C cell : chosen) {
      long row = fromMicros + floor(cell.startMicros() - fromMicros, rowMicros);
      rows.computeIfAbsent(row, start -> new ArrayList<>()).add(cell);
    }
    return rows;
  }

  private boolean wholeRange() {
    return rowMicros == toMicros - fromMicros;
  }

  /** Takes each coarse window unless the finer ones under it have seen more. */
  private static <C extends Cell> List<C> prefer(List<C> coarse, List<C> fine) {
    List<C> chosen = new ArrayList<>();
    int at = 0;
    for (C wide : coarse) {
      for (; at < fine.size() && fine.get(at).startMicros() < wide.startMicros(); at++) {
        chosen.add(fine.get(at));
      }
      int end = at;
      long seen = 0;
      for (; end < fine.size() && fine.get(end).startMicros() < wide.endMicros(); end++) {
        seen += fine.get(end).count();
      }
      if (seen > wide.count()) {
        chosen.addAll(fine.subList(at, end));
      } else {
        chosen.add(wide);
      }
      at = end;
    }
    chosen.addAll(fine.subList(at, fine.size()));
    return chosen;
  }

  /** Name of the finest width among these windows. */
  static String resolution(Map<Long, ? extends List<? extends Cell>> rows) {
    return rows.values().stream()
        .flatMap(List::stream)
        .map(Cell::width)
        .min(Width::compareTo)
        .map(width -> width.millis() / 1_000 + "s")
        .orElse("none");
  }
}
