package io.plimsoll.analyzer.merge;

import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has been merged into the open windows of one run, as it came, minute by minute: what a
 * restart needs to merge it again. An entry is written once and deleted when its minute has closed,
 * so that nothing is written over and over as windows fill. For one thread.
 */
final class Journal {
  static final long MINUTE_MICROS = 60_000_000;

  private static final int ENTRY_BYTES = 400_000;
  private static final long SECONDS_PER_MINUTE = 60;

  private final Map<Long, ByteWriter> pending = new TreeMap<>();
  private final TreeMap<Long, List<Long>> stored = new TreeMap<>();
  private long next;
  private long lastMinute = -1;
  private ByteWriter last;

  /** Receives what was journalled. */
  @FunctionalInterface
  interface Item {
    /**
     * @param accumulator stands at an encoded accumulator that must be read to its end
     */
    void item(long second, byte[] bytes, int offset, int length, ByteReader accumulator);
  }

  /** Notes what was merged: the bytes of an encoded accumulator. */
  void add(Operation operation, long second, byte[] bytes, int from, int to, RunStore store) {
    long minute = Math.floorDiv(second, SECONDS_PER_MINUTE) * MINUTE_MICROS;
    ByteWriter out = writer(minute);
    out.putVarint(second);
    out.putVarint(operation.utf8().length);
    out.putBytes(operation.utf8(), 0, operation.utf8().length);
    out.putBytes(bytes, from, to - from);
    if (out.length() > ENTRY_BYTES) {
      save(minute, out, store);
    }
  }

  private ByteWriter writer(long minute) {
    if (minute != lastMinute) {
      last = pending.computeIfAbsent(minute, at -> new ByteWriter(1 << 10));
      lastMinute = minute;
    }
    return last;
  }

  /** Writes what was noted since the last time to the store. */
  void save(RunStore store) {
    pending.forEach((minute, out) -> save(minute, out, store));
  }

  private void save(long minute, ByteWriter out, RunStore store) {
    if (out.length() > 0) {
      long number = next++;
      store.putJournal(minute, number, out.copy());
      stored.computeIfAbsent(minute, at -> new ArrayList<>()).add(number);
      out.reset();
    }
  }

  /** Forgets the minutes that end by then: they are in the totals of the run. */
  void forgetThrough(long micros, RunStore store) {
    while (!stored.isEmpty() && stored.firstKey() <= micros - MINUTE_MICROS) {
      Map.Entry<Long, List<Long>> minute = stored.pollFirstEntry();
      minute.getValue().forEach(number -> store.deleteJournal(minute.getKey(), number));
    }
    if (pending.keySet().removeIf(minute -> minute <= micros - MINUTE_MICROS)) {
      lastMinute = -1;
    }
  }

  /** Takes back an entry. */
  void restore(long minute, long number, byte[] entry, Item items) {
    stored.computeIfAbsent(minute, at -> new ArrayList<>()).add(number);
    next = Math.max(next, number + 1);
    ByteReader in = new ByteReader(entry);
    while (in.hasMore()) {
      long second = in.varint();
      int length = (int) in.varint();
      items.item(second, entry, in.skip(length), length, in);
    }
  }
}
