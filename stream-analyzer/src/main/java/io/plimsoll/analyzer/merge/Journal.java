package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.stats.sketch.ByteReader;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;

/**
 * What has been merged into the open windows of one run, as it came, in slots of ten seconds: what
 * is needed to merge it again, after a restart or because its windows were put aside. An entry is
 * written once and deleted when its minute has closed, so that nothing is written over and over as
 * windows fill. When the windows of a slot close before their minute does, they take the place of
 * what came, which is many times as long. For one thread.
 */
final class Journal {
  /** A slot is as wide as a window of ten seconds. */
  static final long SLOT_MICROS = JournalSlot.MICROS;

  static final long MINUTE_MICROS = 60_000_000;

  private final TreeMap<Long, JournalSlot> slots = new TreeMap<>();
  private final Set<JournalSlot> unsaved = new LinkedHashSet<>();
  private long next;
  private JournalSlot last;

  /** Receives what was journalled. */
  @FunctionalInterface
  interface Item {
    /**
     * @param second of an outcome, or the first one of the slot for its whole window; times are
     *     distances from its start
     * @param accumulator stands at an encoded accumulator that must be read to its end
     */
    void item(long second, byte[] bytes, int offset, int length, ByteReader accumulator);
  }

  /** Start of the slot that a second lies in. */
  static long slotOf(long second) {
    return JournalSlot.startOf(second);
  }

  private static long minuteEnd(long slot) {
    return (Math.floorDiv(slot, MINUTE_MICROS) + 1) * MINUTE_MICROS;
  }

  /** Notes what was merged: the bytes of an encoded accumulator. */
  void add(Operation operation, long second, byte[] bytes, int from, int to, RunStore store) {
    JournalSlot slot = slot(slotOf(second));
    if (slot.isSaved()) {
      unsaved.add(slot);
    }
    slot.add(operation, second, bytes, from, to, store);
  }

  private JournalSlot slot(long start) {
    if (last == null || last.startMicros() != start) {
      last = slots.computeIfAbsent(start, at -> new JournalSlot(at, () -> next++));
    }
    return last;
  }

  /** Writes what was noted since the last time to the store. */
  void save(RunStore store) {
    unsaved.forEach(slot -> slot.save(store));
    unsaved.clear();
  }

  /** Notes the window of an operation in a slot, which is about to close. */
  void closing(long slotStart, Operation operation, KpiAccumulator window) {
    if (!endsMinute(slotStart)) {
      slot(slotStart).closing(operation, window);
    }
  }

  /** The windows of all operations in a slot are closed. */
  void closed(long slotStart, RunStore store) {
    if (!endsMinute(slotStart)) {
      slot(slotStart).closed(store);
    }
  }

  /** Whether it is forgotten soon after it has closed. */
  private static boolean endsMinute(long slotStart) {
    return minuteEnd(slotStart) == slotStart + SLOT_MICROS;
  }

  /** Forgets the minutes that end by then: they are in the totals of the run. */
  void forgetThrough(long micros, RunStore store) {
    while (!slots.isEmpty() && minuteEnd(slots.firstKey()) <= micros) {
      JournalSlot first = slots.pollFirstEntry().getValue();
      first.delete(store);
      unsaved.remove(first);
      last = null;
    }
  }

  /** Takes back an entry. */
  void restore(long start, long number, byte[] entry, Item items) {
    slot(start).restore(number, entry, items);
    next = Math.max(next, number + 1);
  }

  /** Tells of everything in a slot, in the order in which it came. */
  void replay(long start, RunStore store, Item items) {
    slot(start).replay(store, items);
  }
}
