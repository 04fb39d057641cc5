package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.kpi.AccumulatorPool;
import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.analyzer.retention.Expiry;
import io.plimsoll.analyzer.retention.WindowRetention;
import io.plimsoll.analyzer.run.RunFacts;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;

/**
 * The windows of one run. Outcomes enter windows of a second; a closed window is merged into the
 * one of ten seconds it lies in, that into the minute, the minute into the totals of the run. So
 * each outcome lies in exactly one open window or in the totals, and only open windows take memory;
 * of those, seconds far from closing can be put aside ({@link #putOldestAside}). For one thread.
 */
final class WindowLadder {
  static final long SECOND_MICROS = 1_000_000;

  /** Wide windows of more operations than this close in parts. */
  private static final int OPERATIONS_AT_ONCE = 1_000;

  /** A wide window takes as long to tell of as so many of a second, with their few outcomes. */
  private static final int WIDE = 4;

  private static final List<Long> WIDTHS =
      List.of(SECOND_MICROS, Journal.SLOT_MICROS, Journal.MINUTE_MICROS);

  private final AccumulatorPool pool;
  private final Operations operations;
  private final OpenWindows open;
  private final List<Rung> rungs;
  private final List<Expiry> expiries;
  private final RunTotals totals;
  private final Journal journal = new Journal();
  private final KpiAccumulator skipped = new KpiAccumulator();
  private long crowdedSinceMicros;
  private int told; // windows of a second and expiries, since the last close began
  private LongConsumer beforeClosing = through -> {};
  private LateOutcomes lateOutcomes = LateOutcomes.NONE;

  /**
   * @param operationsBudget operations with windows of their own
   */
  WindowLadder(AccumulatorPool pool, int operationsBudget, WindowRetention retention) {
    this.pool = pool;
    this.operations = new Operations(operationsBudget);
    this.open = new OpenWindows(WIDTHS, operations, pool);
    this.rungs = open.rungs();
    this.expiries =
        List.of(
            new Expiry(WIDTHS.get(0), retention.seconds()),
            new Expiry(WIDTHS.get(1), retention.tenSeconds()));
    this.totals = new RunTotals(operations, pool);
  }

  /** Somebody who has read open seconds and must hear of what comes to them later. */
  interface LateOutcomes {
    LateOutcomes NONE =
        new LateOutcomes() {
          @Override
          public long readThroughMicros() {
            return Long.MIN_VALUE;
          }

          @Override
          public void late(String operation, long secondMicros, KpiAccumulator kpis) {
            // nobody has read any
          }
        };

    /** Seconds that end by then have been read. */
    long readThroughMicros();

    void late(String operation, long secondMicros, KpiAccumulator kpis);
  }

  /**
   * Lets somebody read the seconds before they close.
   *
   * @param reader is told, before seconds close, through when
   */
  void beforeClosing(LongConsumer reader) {
    beforeClosing = reader;
  }

  void lateOutcomes(LateOutcomes listener) {
    lateOutcomes = listener;
  }

  /** The operations that have outcomes in an open second. */
  void second(long startMicros, BiConsumer<String, KpiAccumulator> visitor) {
    Cells cells = open.seconds().find(startMicros);
    if (cells != null) {
      cells.forEach(index -> visitor.accept(operations.at(index).name(), cells.find(index)));
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
    if (isClosed(second)) {
      skip(accumulator);
      return;
    }
    if (crowdedSinceMicros == 0 && operations.isCrowded()) {
      crowdedSinceMicros = Math.max(1, second * SECOND_MICROS);
    }
    int from = accumulator.position();
    if (open.isAside(second)) {
      skip(accumulator);
    } else {
      open.seconds().change(second * SECOND_MICROS, operation.index()).mergeEncoded(accumulator);
    }
    journal.add(operation, second, accumulator.source(), from, accumulator.position(), store);
    if ((second + 1) * SECOND_MICROS <= lateOutcomes.readThroughMicros()) {
      KpiAccumulator late = new KpiAccumulator();
      ByteReader again = new ByteReader(accumulator.source());
      again.skip(from);
      late.mergeEncoded(again);
      lateOutcomes.late(operation.name(), second * SECOND_MICROS, late);
    }
  }

  /** Reads it to its end, so that damage is found now and the next item is, too. */
  private void skip(ByteReader accumulator) {
    skipped.clear();
    skipped.mergeEncoded(accumulator);
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
    Rung seconds = open.seconds();
    seconds.forEach(
        (start, cells) ->
            cells.forEach(
                index -> {
                  Operation operation = operations.at(index);
                  boolean shown = !wholeOnly || operation.name().equals(RunFacts.WHOLE);
                  if (shown && cells.isDirty(index)) {
                    out.window(operation, seconds.widthMicros(), start, cells.find(index), false);
                    cells.clean(index);
                  }
                }));
  }

  /**
   * Closes the windows that end by then, in the order in which they end, narrow ones first, and
   * rolls them up. When it has told of so many that the commit would take too long, it stops: the
   * rest is as open as before, and closes with the next call.
   *
   * @param most windows of a second to tell of, after which none of another start, width or part is
   *     begun
   * @return how many it has told of, wide ones for several; less than {@code most} when all of them
   *     are closed
   */
  int close(long throughMicros, int most, WindowSink out, RunStore store) {
    told = 0;
    if (throughMicros > closedWhollyThroughMicros()) {
      closeWhile(throughMicros, most, out, store);
      journal.forgetThrough(closedWhollyThroughMicros(), store);
    }
    return told;
  }

  /** Windows of every width that end by then are closed. */
  private long closedWhollyThroughMicros() {
    return rungs.get(rungs.size() - 1).closedThroughMicros();
  }

  private void closeWhile(long throughMicros, int most, WindowSink out, RunStore store) {
    Rung next = open.next(throughMicros, journal, store);
    while (next.firstEnd() != Long.MAX_VALUE && next.firstEnd() <= throughMicros && told < most) {
      beforeClosing.accept(next.firstEnd());
      closeFirst(next, out);
      next = open.next(throughMicros, journal, store);
    }
    if (told < most) {
      beforeClosing.accept(throughMicros);
      open.closedThrough(throughMicros);
    }
  }

  /** Closes the first window of a rung, or of a wide one with very many operations a part. */
  private void closeFirst(Rung rung, WindowSink out) {
    int number = rungs.indexOf(rung);
    Cells cells = rung.first().getValue();
    if (number > 0 && cells.count() > OPERATIONS_AT_ONCE) {
      int part = rung.closePart();
      closeCells(number, rung.first(), index -> operations.at(index).part() == part, out);
    } else {
      Map.Entry<Long, Cells> window = rung.pollFirst();
      closeCells(number, window, index -> true, out);
      closed(number, window.getKey(), out);
    }
  }

  private void closeCells(
      int rung, Map.Entry<Long, Cells> window, IntPredicate chosen, WindowSink out) {
    long start = window.getKey();
    Cells cells = window.getValue();
    cells.take(
        chosen,
        index -> {
          KpiAccumulator kpis = cells.find(index);
          out.window(operations.at(index), rungs.get(rung).widthMicros(), start, kpis, true);
          told += rung > 0 ? WIDE : 1;
          wider(rung, start, index).merge(kpis);
        });
  }

  private void closed(int rung, long start, WindowSink out) {
    if (rung < expiries.size()) {
      expiries.get(rung).closed(start, firstStartMicros(), from -> expire(rung, from, out));
    }
  }

  private KpiAccumulator wider(int rung, long start, int operation) {
    return rung + 1 < rungs.size()
        ? rungs.get(rung + 1).change(start, operation)
        : totals.change(operation);
  }

  /** When the run began, as far as its closed minutes tell; nothing older can expire. */
  private long firstStartMicros() {
    KpiAccumulator whole = totals.cells().find(operations.of(RunFacts.WHOLE).index());
    return whole == null ? Long.MAX_VALUE : whole.firstStartMicros();
  }

  /** Whether an operation had an outcome in that window nobody remembers: it goes for each. */
  private void expire(int rung, long start, WindowSink out) {
    totals
        .cells()
        .forEach(
            index -> {
              out.expired(operations.at(index), rungs.get(rung).widthMicros(), start);
              told++;
            });
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
    out.putVarint(crowdedSinceMicros);
  }

  /** Takes back where it stood; before the totals and the journal. */
  void restore(ByteReader in) {
    for (int i = 0; i < rungs.size(); i++) {
      long closedThrough = in.varint();
      rungs.get(i).closedThrough(closedThrough);
      rungs.get(i).partsClosed(in.varint(), (int) in.varint());
      if (i < expiries.size()) {
        expiries.get(i).restore(closedThrough);
      }
    }
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
