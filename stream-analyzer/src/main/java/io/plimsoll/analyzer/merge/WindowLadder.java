package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.kpi.AccumulatorPool;
import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.analyzer.retention.WindowRetention;
import io.plimsoll.analyzer.run.RunFacts;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * The windows of one run. Outcomes enter windows of a second; a closed window is merged into the
 * one of ten seconds it lies in, that into the minute, the minute into the totals of the run. So
 * each outcome lies in exactly one open window or in the totals, and only open windows take memory;
 * of those, seconds far from closing can be put aside ({@link #putOldestAside}). For one thread.
 */
final class WindowLadder {
  static final long SECOND_MICROS = 1_000_000;

  private static final List<Long> WIDTHS =
      List.of(SECOND_MICROS, Journal.SLOT_MICROS, Journal.MINUTE_MICROS);

  private final AccumulatorPool pool;
  private final Operations operations;
  private final OpenWindows open;
  private final List<Rung> rungs;
  private final RunTotals totals;
  private final WindowCloser closer;
  private final Journal journal = new Journal();
  private long crowdedSinceMicros;
  private LateOutcomes lateOutcomes = LateOutcomes.NONE;

  /**
   * @param operationsBudget operations with windows of their own
   */
  WindowLadder(AccumulatorPool pool, int operationsBudget, WindowRetention retention) {
    this.pool = pool;
    this.operations = new Operations(operationsBudget);
    this.open = new OpenWindows(WIDTHS, operations, pool);
    this.rungs = open.rungs();
    this.totals = new RunTotals(operations, pool);
    this.closer = new WindowCloser(open, operations, totals, journal, retention);
  }

  /**
   * Lets somebody read the seconds before they close.
   *
   * @param reader is told, before seconds close, through when
   */
  void beforeClosing(LongConsumer reader) {
    closer.beforeClosing(reader);
  }

  void lateOutcomes(LateOutcomes listener) {
    lateOutcomes = listener;
  }

  /** Those wanted of the operations that have outcomes in an open second. */
  void second(
      long startMicros, Predicate<String> wanted, BiConsumer<String, KpiAccumulator> visitor) {
    Cells cells = open.seconds().find(startMicros);
    if (cells != null) {
      cells.forEach(
          index -> {
            String operation = operations.at(index).name();
            if (wanted.test(operation)) {
              visitor.accept(operation, cells.find(index));
            }
          });
    }
  }

  /** Seconds that end by then can be read whole as far as they have come. */
  long readableThroughMicros() {
    return open.firstAside();
  }

  /** End of the newest second with outcomes; the smallest number when none is open. */
  long newestMicros() {
    Long last = open.seconds().lastStart();
    return last == null ? Long.MIN_VALUE : last + SECOND_MICROS;
  }

  /** Start of the first open second from then on that has outcomes; the largest number if none. */
  long secondFrom(long micros) {
    Long start = open.seconds().startFrom(micros);
    return start == null ? Long.MAX_VALUE : start;
  }

  /** Whether this second has been closed. */
  boolean isClosed(long second) {
    return (second + 1) * SECOND_MICROS <= open.closedThroughMicros();
  }

  /** The operation whose name lies there, or the one of all beyond the budget. */
  Operation operation(byte[] bytes, int offset, int length) {
    return operations.of(bytes, offset, length);
  }

  /** Merges an encoded accumulator into its second; one that is closed stays as it is. */
  void merge(Operation operation, long second, ByteReader accumulator, RunStore store) {
    long start = second * SECOND_MICROS;
    if (isClosed(second)) {
      open.skip(accumulator, start);
      return;
    }
    if (crowdedSinceMicros == 0 && operations.isCrowded()) {
      crowdedSinceMicros = Math.max(1, start);
    }
    int from = accumulator.position();
    if (open.isAside(second)) {
      open.skip(accumulator, start);
    } else {
      open.seconds().merge(start, operation.index(), accumulator);
    }
    journal.add(operation, second, accumulator.source(), from, accumulator.position(), store);
    if (start + SECOND_MICROS <= lateOutcomes.readThroughMicros()) {
      KpiAccumulator late = new KpiAccumulator();
      ByteReader again = new ByteReader(accumulator.source());
      again.skip(from);
      late.mergeEncoded(again, start);
      lateOutcomes.late(operation.name(), start, late);
    }
  }

  /** Seconds that have accumulators, of all operations. */
  int liveSeconds() {
    return open.live();
  }

  /**
   * Drops the accumulators of the oldest ten seconds, unless they are the newest, too. They are
   * merged again from the journal when they close; until then what is shown lacks them.
   *
   * @return false when there is nothing that could be put aside
   */
  boolean putOldestAside() {
    return open.putOldestAside();
  }

  /** Whether there are more operations than the budget. */
  boolean isCrowded() {
    return crowdedSinceMicros > 0;
  }

  /** How many operations are told apart. */
  int operationsApart() {
    return operations.apart();
  }

  /** The second of the first outcome beyond the budget; 0 when there is none. */
  long crowdedSinceMicros() {
    return crowdedSinceMicros;
  }

  /**
   * Tells of the open seconds that have changed since they were told of.
   *
   * @param wholeOnly leaves out the single operations
   */
  void showLive(WindowSink out, boolean wholeOnly) {
    int whole = operations.of(RunFacts.WHOLE).index();
    open.seconds()
        .forEach(
            (start, cells) -> {
              if (wholeOnly) {
                showLive(start, cells, whole, out);
              } else {
                cells.forEach(index -> showLive(start, cells, index, out));
              }
            });
  }

  private void showLive(long start, Cells cells, int index, WindowSink out) {
    if (cells.isDirty(index)) {
      out.window(operations.at(index), SECOND_MICROS, start, cells.find(index), false);
      cells.clean(index);
    }
  }

  /**
   * Closes the windows that end by then and rolls them up, as far as there is room.
   *
   * @param most windows to tell of, see {@link WindowCloser#close}
   */
  int close(long throughMicros, int most, WindowSink out, RunStore store) {
    return closer.close(throughMicros, most, out, store);
  }

  /** Writes what has changed to the store. */
  void save(RunStore store) {
    journal.save(store);
    totals.save(store);
  }

  /** Writes where it stands. */
  void encode(ByteWriter out) {
    for (Rung rung : rungs) {
      out.putVarint(rung.closedThroughMicros());
      out.putVarint(rung.partlyClosed());
      out.putVarint(rung.partsClosed());
    }
    closer.encode(out);
    out.putVarint(crowdedSinceMicros);
  }

  /** Takes back where it stood; before the totals and the journal. */
  void restore(ByteReader in) {
    for (int i = 0; i < rungs.size(); i++) {
      rungs.get(i).closedThrough(in.varint());
      rungs.get(i).partsClosed(in.varint(), (int) in.varint());
    }
    closer.restore(in);
    crowdedSinceMicros = in.varint();
  }

  /** Takes nothing any more: whatever comes is late. */
  void shut() {
    open.closedThrough(Long.MAX_VALUE);
  }

  void restoreTotals(int chunk, byte[] bytes) {
    totals.restore(chunk, bytes);
  }

  /** Merges an entry of the journal into the windows that are still open. */
  void restoreJournal(long slot, long number, byte[] entry) {
    journal.restore(slot, number, entry, open::merge);
  }

  /** Gives the accumulators of the totals back; nothing must be asked of this any more. */
  void release() {
    totals.release();
  }

  /** Removes everything from the store; all windows are closed. */
  void delete(RunStore store) {
    journal.forgetThrough(Long.MAX_VALUE, store);
    totals.delete(store);
  }

  /** How many operations have been seen, as far as they are told apart. */
  int operations() {
    return operations.size();
  }

  /** Everything so far of one operation, open windows included but those put aside; a copy. */
  KpiAccumulator total(String operation) {
    KpiAccumulator total = new KpiAccumulator();
    int index = operations.of(operation).index();
    addTo(total, totals.cells().find(index));
    rungs.forEach(rung -> rung.forEach((start, cells) -> addTo(total, cells.find(index))));
    return total;
  }

  private static void addTo(KpiAccumulator total, KpiAccumulator more) {
    if (more != null) {
      total.merge(more);
    }
  }

  /**
   * Everything so far by operation, open windows included but those put aside; copies from the
   * pool.
   */
  Map<String, KpiAccumulator> totals() {
    Map<String, KpiAccumulator> sums = new HashMap<>();
    addTo(sums, totals.cells());
    rungs.forEach(rung -> rung.forEach((start, cells) -> addTo(sums, cells)));
    return sums;
  }

  private void addTo(Map<String, KpiAccumulator> sums, Cells cells) {
    cells.forEach(
        index ->
            sums.computeIfAbsent(operations.at(index).name(), name -> pool.take())
                .merge(cells.find(index)));
  }
}
