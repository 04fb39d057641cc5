package io.plimsoll.analyzer.merge;

import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What has been merged into the open windows of one run, as it came, in slots of ten seconds: what
 * is needed to merge it again, after a restart or because its windows were put aside. An entry is
 * written once and deleted when its minute has closed, so that nothing is written over and over as
 * windows fill. For one thread.
 */
final class Journal {
  /** A slot is as wide as a window of ten seconds. */
  static final long SLOT_MICROS = 10_000_000;

  static final long MINUTE_MICROS = 60_000_000;

  private static final int ENTRY_BYTES = 400_000;
  private static final int FIRST_BYTES = 1 << 10;
  private static final long SECOND_MICROS = 1_000_000;

  private final TreeMap<Long, Slot> slots = new TreeMap<>();
  private final Set<Slot> unsaved = new LinkedHashSet<>();
  private long next;
  private Slot last;

  /** Receives what was journalled. */
  @FunctionalInterface
  interface Item {
    /**
     * @param accumulator stands at an encoded accumulator that must be read to its end
     */
    void item(long second, byte[] bytes, int offset, int length, ByteReader accumulator);
  }

  /** The numbers of what was stored of a slot, and what was not stored yet. */
  private static final class Slot {
    private final long startMicros;
    private final List<Long> stored = new ArrayList<>(2);
    private ByteWriter pending;

    Slot(long startMicros) {
      this.startMicros = startMicros;
    }
  }

  /** Start of the slot that a second lies in. */
  static long slotOf(long second) {
    return Math.floorDiv(second * SECOND_MICROS, SLOT_MICROS) * SLOT_MICROS;
  }

  private static long minuteEnd(long slot) {
    return (Math.floorDiv(slot, MINUTE_MICROS) + 1) * MINUTE_MICROS;
  }

  /** Notes what was merged: the bytes of an encoded accumulator. */
  void add(Operation operation, long second, byte[] bytes, int from, int to, RunStore store) {
    Slot slot = slot(slotOf(second));
    if (slot.pending == null) {
      slot.pending = new ByteWriter(FIRST_BYTES);
      unsaved.add(slot);
    }
    ByteWriter out = slot.pending;
    out.putVarint(second);
    out.putVarint(operation.utf8().length);
    out.putBytes(operation.utf8(), 0, operation.utf8().length);
    out.putBytes(bytes, from, to - from);
    if (out.length() > ENTRY_BYTES) {
      save(slot, store);
      out.reset();
    }
  }

  private Slot slot(long start) {
    if (last == null || last.startMicros != start) {
      last = slots.computeIfAbsent(start, Slot::new);
    }
    return last;
  }

  /** Writes what was noted since the last time to the store. */
  void save(RunStore store) {
    for (Slot slot : unsaved) {
      save(slot, store);
      slot.pending = null;
    }
    unsaved.clear();
  }

  private void save(Slot slot, RunStore store) {
    if (slot.pending.length() > 0) {
      long number = next++;
      store.putJournal(slot.startMicros, number, slot.pending.copy());
      slot.stored.add(number);
    }
  }

  /** The first slot that starts then or later; null when there is none. */
  Long slotFrom(long micros) {
    return slots.ceilingKey(micros);
  }

  /** Forgets the minutes that end by then: they are in the totals of the run. */
  void forgetThrough(long micros, RunStore store) {
    while (!slots.isEmpty() && minuteEnd(slots.firstKey()) <= micros) {
      Map.Entry<Long, Slot> first = slots.pollFirstEntry();
      first.getValue().stored.forEach(number -> store.deleteJournal(first.getKey(), number));
      unsaved.remove(first.getValue());
      last = null;
    }
  }

  /** Takes back an entry. */
  void restore(long start, long number, byte[] entry, Item items) {
    slot(start).stored.add(number);
    next = Math.max(next, number + 1);
    read(entry, items);
  }

  /** Tells of everything in a slot, in the order in which it came. */
  void replay(long start, RunStore store, Item items) {
    Slot slot = slot(start);
    for (long number : slot.stored) {
      read(store.getJournal(start, number), items);
    }
    if (slot.pending != null) {
      read(slot.pending.copy(), items);
    }
  }

  private static void read(byte[] entry, Item items) {
    ByteReader in = new ByteReader(entry);
    while (in.hasMore()) {
      long second = in.varint();
      int length = (int) in.varint();
      items.item(second, entry, in.skip(length), length, in);
    }
  }
}
