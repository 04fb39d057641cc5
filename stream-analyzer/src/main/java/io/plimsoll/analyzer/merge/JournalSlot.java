package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Ten seconds of the {@link Journal} of one run: what came for them, stored or not stored yet, or
 * their windows, once all of these are closed. For one thread.
 */
final class JournalSlot {
  static final long MICROS = 10_000_000;

  /** More would make writers of half a mebibyte, which the collector treats as huge objects. */
  private static final int ENTRY_BYTES = 200_000;

  private static final int FIRST_BYTES = 1 << 10;
  private static final long SECOND_MICROS = 1_000_000;

  private final long startMicros;
  private final LongSupplier numbers;
  private final List<Long> stored = new ArrayList<>(2);
  private ByteWriter pending; // came and is not stored yet
  private boolean restored; // some of its windows may have closed before the restart
  private final List<byte[]> windows = new ArrayList<>(0); // of those closed so far
  private ByteWriter closing; // the same

  /**
   * @param numbers of the entries of the run, each a new one
   */
  JournalSlot(long startMicros, LongSupplier numbers) {
    this.startMicros = startMicros;
    this.numbers = numbers;
  }

  /** Start of the slot that a second lies in. */
  static long startOf(long second) {
    return Math.floorDiv(second * SECOND_MICROS, MICROS) * MICROS;
  }

  long startMicros() {
    return startMicros;
  }

  /** Notes what was merged: the bytes of an encoded accumulator. */
  void add(Operation operation, long second, byte[] bytes, int from, int to, RunStore store) {
    if (pending == null) {
      pending = new ByteWriter(FIRST_BYTES);
    }
    begin(pending, second - startMicros / SECOND_MICROS, operation);
    pending.putBytes(bytes, from, to - from);
    if (pending.length() > ENTRY_BYTES) {
      put(pending.copy(), store);
      pending.reset();
    }
  }

  private static void begin(ByteWriter out, long secondOfSlot, Operation operation) {
    out.putVarint(secondOfSlot);
    out.putVarint(operation.utf8().length);
    out.putBytes(operation.utf8(), 0, operation.utf8().length);
  }

  private void put(byte[] entry, RunStore store) {
    long number = numbers.getAsLong();
    store.putJournal(startMicros, number, entry);
    stored.add(number);
  }

  /** Whether nothing was noted since the last {@link #save}. */
  boolean isSaved() {
    return pending == null;
  }

  /** Writes what was noted since the last time to the store. */
  void save(RunStore store) {
    if (pending != null && pending.length() > 0) {
      put(pending.copy(), store);
    }
    pending = null;
  }

  /** Notes the window of an operation, which is about to close. */
  void closing(Operation operation, KpiAccumulator window) {
    if (restored) {
      return; // windows that closed before the restart were not noted
    }
    if (closing == null) {
      closing = new ByteWriter(FIRST_BYTES);
    }
    begin(closing, 0, operation);
    window.encode(closing, startMicros);
    if (closing.length() > ENTRY_BYTES) {
      windows.add(closing.copy());
      closing.reset();
    }
  }

  /** All its windows are closed: they take the place of what came. */
  void closed(RunStore store) {
    if (closing == null) {
      return;
    }
    windows.add(closing.copy());
    closing = null;
    delete(store);
    windows.forEach(entry -> put(entry, store));
    windows.clear();
  }

  /** Forgets what came. */
  void delete(RunStore store) {
    stored.forEach(number -> store.deleteJournal(startMicros, number));
    stored.clear();
    pending = null;
  }

  /** Takes back an entry. */
  void restore(long number, byte[] entry, Journal.Item items) {
    restored = true;
    stored.add(number);
    read(entry, items);
  }

  /** Tells of everything, in the order in which it came. */
  void replay(RunStore store, Journal.Item items) {
    for (long number : stored) {
      read(store.getJournal(startMicros, number), items);
    }
    if (pending != null) {
      read(pending.copy(), items);
    }
  }

  private void read(byte[] entry, Journal.Item items) {
    ByteReader in = new ByteReader(entry);
    while (in.hasMore()) {
      long second = startMicros / SECOND_MICROS + in.varint();
      int length = (int) in.varint();
      items.item(second, entry, in.skip(length), length, in);
    }
  }
}
