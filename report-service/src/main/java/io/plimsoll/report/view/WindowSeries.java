package io.plimsoll.report.view;

import java.util.ArrayList;
import java.util.List;

/** Windows of one width in order of their start. For one thread. */
final class WindowSeries<C extends Cell> {
  private final List<C> cells = new ArrayList<>();

  /**
   * Puts a window in its place, instead of an earlier version of it.
   *
   * @return change of the memory taken
   */
  int put(C cell) {
    int last = cells.size() - 1;
    if (last < 0 || cells.get(last).startMicros() < cell.startMicros()) {
      cells.add(cell);
      return cell.bytes();
    }
    int at = firstFrom(cell.startMicros());
    if (cells.get(at).startMicros() == cell.startMicros()) {
      return cell.bytes() - cells.set(at, cell).bytes();
    }
    cells.add(at, cell);
    return cell.bytes();
  }

  /** Drops what starts before; returns the memory freed. */
  int dropBefore(long startMicros) {
    List<C> old = cells.subList(0, firstFrom(startMicros));
    int freed = 0;
    for (C cell : old) {
      freed += cell.bytes();
    }
    old.clear();
    return freed;
  }

  /** Windows that start within [from, to); a copy. */
  List<C> range(long fromMicros, long toMicros) {
    return List.copyOf(cells.subList(firstFrom(fromMicros), firstFrom(toMicros)));
  }

  boolean isEmpty() {
    return cells.isEmpty();
  }

  long firstStartMicros() {
    return cells.get(0).startMicros();
  }

  long lastStartMicros() {
    return cells.get(cells.size() - 1).startMicros();
  }

  private int firstFrom(long startMicros) {
    int low = 0;
    int high = cells.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cells.get(middle).startMicros() < startMicros) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
