package io.plimsoll.analyzer.sla;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the rules on one metric of one source need of its past: readings in slots of some widths,
 * and everything since some moments. For one thread.
 */
final class SampleHistory {
  private final Map<Long, Integer> slotsByWidth = new HashMap<>();
  private final Map<Long, TreeMap<Long, Cell>> bySlot = new TreeMap<>();
  private final Map<Long, Cell> since = new TreeMap<>();

  void needSlots(long widthMicros, int slots) {
    slotsByWidth.merge(widthMicros, slots, Math::max);
    bySlot.computeIfAbsent(widthMicros, width -> new TreeMap<>());
  }

  Cell needSince(long fromMicros) {
    return since.computeIfAbsent(fromMicros, from -> new Cell());
  }

  /** The readings of the slots up to the last one, so many of them. */
  Cell over(long widthMicros, long lastSlot, int slots) {
    Cell all = new Cell();
    bySlot
        .get(widthMicros)
        .subMap(lastSlot - slots, false, lastSlot, true)
        .values()
        .forEach(all::merge);
    return all;
  }

  void add(long secondStart, Cell cell) {
    bySlot.keySet().forEach(width -> restore(width, secondStart, cell));
    since.forEach(
        (from, all) -> {
          if (secondStart >= from) {
            all.merge(cell);
          }
        });
  }

  /** Takes back readings of a slot of this width. */
  void restore(long widthMicros, long start, Cell cell) {
    TreeMap<Long, Cell> slots = bySlot.get(widthMicros);
    if (slots == null) {
      return;
    }
    long slot = Math.floorDiv(start, widthMicros);
    slots.computeIfAbsent(slot, none -> new Cell()).merge(cell);
    slots.headMap(slots.lastKey() - slotsByWidth.get(widthMicros), true).clear();
  }

  /** What lies in this slot; null when nothing does. */
  Cell at(long widthMicros, long slot) {
    TreeMap<Long, Cell> slots = bySlot.get(widthMicros);
    return slots == null ? null : slots.get(slot);
  }

  Map<Long, Cell> since() {
    return since;
  }

  /** Time that windows of this width reach back; 0 when there are none. */
  long reachMicros(long widthMicros) {
    return widthMicros * slotsByWidth.getOrDefault(widthMicros, 0);
  }
}
