package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.kpi.AccumulatorPool;
import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.stats.sketch.ByteReader;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The open windows of one run, one rung per width, narrow ones first. Slots of the journal can be
 * put aside: their windows are dropped, and merged again from the journal when they are about to
 * close. So however far the partitions of a topic are read apart, only bytes pile up. For one
 * thread.
 */
final class OpenWindows {
  private final List<Rung> rungs;
  private final Rung seconds;
  private final Rung slots;
  private final Operations operations;
  private final TreeSet<Long> aside = new TreeSet<>();
  private final KpiAccumulator skipped = new KpiAccumulator();
  private long lastSlot = Long.MIN_VALUE;
  private boolean lastAside;

  /**
   * @param widths in microseconds: a second, a slot of the journal, and wider ones
   */
  OpenWindows(List<Long> widths, Operations operations, AccumulatorPool pool) {
    rungs = widths.stream().map(width -> new Rung(width, pool)).toList();
    seconds = rungs.get(0);
    slots = rungs.get(1);
    if (slots.widthMicros() != Journal.SLOT_MICROS) {
      throw new IllegalArgumentException(
          "expected the second width to be that of the journal's slots, found " + widths);
    }
    this.operations = operations;
  }

  List<Rung> rungs() {
    return rungs;
  }

  Rung seconds() {
    return seconds;
  }

  /** Seconds that end by then are closed; wider windows may follow in later flushes. */
  long closedThroughMicros() {
    return seconds.closedThroughMicros();
  }

  /** Every window that ends by then is closed. */
  void closedThrough(long micros) {
    rungs.forEach(rung -> rung.closedThrough(micros));
  }

  /**
   * A window of this rung that ends then closes, or a part of it: no narrower one within it may
   * open again, because it would be merged into a window that has been told of.
   */
  void closedBelow(int rung, long endMicros) {
    rungs.subList(0, rung).forEach(narrower -> narrower.closedThrough(endMicros));
  }

  /** Whether the windows of this second have been put aside. */
  boolean isAside(long second) {
    if (aside.isEmpty()) {
      return false;
    }
    long slot = Journal.slotOf(second);
    if (slot != lastSlot) {
      lastSlot = slot;
      lastAside = aside.contains(slot);
    }
    return lastAside;
  }

  /** Start of the first slot that is put aside; the largest number when there is none. */
  long firstAside() {
    return aside.isEmpty() ? Long.MAX_VALUE : aside.first();
  }

  /** Seconds that have accumulators; what putting slots aside can bring. */
  int live() {
    return seconds.live();
  }

  /**
   * Puts the oldest slot aside that is not the newest.
   *
   * @return false when there is none
   */
  boolean putOldestAside() {
    Long newest = seconds.lastStart();
    Long oldest = newest == null ? null : seconds.startFrom(Long.MIN_VALUE);
    if (oldest == null || slotOf(oldest) == slotOf(newest)) {
      return false;
    }
    long slot = slotOf(oldest);
    seconds.drop(slot, slot + Journal.SLOT_MICROS);
    slots.drop(slot, slot + 1);
    aside.add(slot);
    lastSlot = Long.MIN_VALUE;
    return true;
  }

  private static long slotOf(long micros) {
    return Math.floorDiv(micros, Journal.SLOT_MICROS) * Journal.SLOT_MICROS;
  }

  /**
   * The rung whose first window ends next, the narrowest of those that end together, after what was
   * put aside from before then has been merged again.
   *
   * @param throughMicros what begins later stays aside
   */
  Rung next(long throughMicros, Journal journal, RunStore store) {
    while (!aside.isEmpty() && aside.first() < Math.min(throughMicros, next().firstEnd())) {
      lastSlot = Long.MIN_VALUE;
      journal.replay(aside.pollFirst(), store, this::merge);
    }
    return next();
  }

  private Rung next() {
    Rung next = seconds;
    for (Rung rung : rungs) {
      next = rung.firstEnd() < next.firstEnd() ? rung : next;
    }
    return next;
  }

  /** Merges an item of the journal into the narrowest open window it lies in. */
  void merge(long second, byte[] bytes, int offset, int length, ByteReader accumulator) {
    Operation operation = operations.of(bytes, offset, length);
    long micros = second * WindowLadder.SECOND_MICROS;
    openAt(micros, operation)
        .ifPresentOrElse(
            rung -> rung.merge(micros, operation.index(), accumulator),
            () -> skip(accumulator, micros));
  }

  /** None when the operation's part of the minute is closed: it is in the totals of the run. */
  private Optional<Rung> openAt(long micros, Operation operation) {
    for (Rung rung : rungs) {
      if (rung.isOpenAt(micros, operation)) {
        return Optional.of(rung);
      }
    }
    if (!rungs.get(rungs.size() - 1).isOpenAt(micros)) {
      throw new IllegalStateException("a journal of the closed minute of " + micros);
    }
    return Optional.empty();
  }

  /** Reads it to its end, so that damage is found now and the next item is, too. */
  void skip(ByteReader accumulator, long micros) {
    skipped.clear();
    skipped.mergeEncoded(accumulator, micros);
  }
}
