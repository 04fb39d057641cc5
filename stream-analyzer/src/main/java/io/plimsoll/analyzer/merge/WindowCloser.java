package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.analyzer.retention.Expiry;
import io.plimsoll.analyzer.retention.WindowRetention;
import io.plimsoll.analyzer.run.RunFacts;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;

/**
 * Closes the windows of one run, rolls each up into the next wider one or the totals, and says
 * which have become too old. For one thread.
 */
final class WindowCloser {
  /** Wide windows of more operations than this close in parts. */
  private static final int OPERATIONS_AT_ONCE = 1_000;

  /** A wide window takes as long to tell of as so many of a second, with their few outcomes. */
  private static final int WIDE = 4;

  private final OpenWindows open;
  private final List<Rung> rungs;
  private final Operations operations;
  private final RunTotals totals;
  private final Journal journal;
  private final List<Expiry> expiries;
  private final KpiAccumulator summedUp = new KpiAccumulator();
  private LongConsumer beforeClosing = through -> {};
  private int told; // windows of a second and expiries, since the last close began

  WindowCloser(
      OpenWindows open,
      Operations operations,
      RunTotals totals,
      Journal journal,
      WindowRetention retention) {
    this.open = open;
    this.rungs = open.rungs();
    this.operations = operations;
    this.totals = totals;
    this.journal = journal;
    this.expiries =
        List.of(
            new Expiry(rungs.get(0).widthMicros(), retention.seconds()),
            new Expiry(rungs.get(1).widthMicros(), retention.tenSeconds()));
  }

  /**
   * Lets somebody read the seconds before they close.
   *
   * @param reader is told, before seconds close, through when
   */
  void beforeClosing(LongConsumer reader) {
    beforeClosing = reader;
  }

  /** Goes on where it stood when windows of a width had been closed through this time. */
  void restore(int rung, long closedThroughMicros) {
    if (rung < expiries.size()) {
      expiries.get(rung).restore(closedThroughMicros);
    }
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
      closeFirst(next, out, store);
      next = open.next(throughMicros, journal, store);
    }
    if (told < most) {
      beforeClosing.accept(throughMicros);
      open.closedThrough(throughMicros);
    }
  }

  /** Closes the first window of a rung, or of a wide one with very many operations a part. */
  private void closeFirst(Rung rung, WindowSink out, RunStore store) {
    int number = rungs.indexOf(rung);
    open.closedBelow(number, rung.firstEnd()); // what comes for it from now on is late
    Cells cells = rung.first().getValue();
    if (number > 0 && cells.count() > OPERATIONS_AT_ONCE) {
      int part = rung.closePart();
      closeCells(number, rung.first(), index -> operations.at(index).part() == part, out);
    } else {
      Map.Entry<Long, Cells> window = rung.pollFirst();
      closeCells(number, window, index -> true, out);
      closed(number, window.getKey(), out, store);
    }
  }

  private void closeCells(
      int rung, Map.Entry<Long, Cells> window, IntPredicate chosen, WindowSink out) {
    long start = window.getKey();
    Cells cells = window.getValue();
    cells.take(
        chosen,
        index -> {
          KpiAccumulator kpis = cells.find(index).summedUp(summedUp);
          out.window(operations.at(index), rungs.get(rung).widthMicros(), start, kpis, true);
          told += rung > 0 ? WIDE : 1;
          if (isSlot(rung)) {
            journal.closing(start, operations.at(index), kpis);
          }
          wider(rung, start, index).merge(kpis);
        });
  }

  private void closed(int rung, long start, WindowSink out, RunStore store) {
    if (isSlot(rung)) {
      journal.closed(start, store);
    }
    if (rung < expiries.size()) {
      expiries.get(rung).closed(start, firstStartMicros(), from -> expire(rung, from, out));
    }
  }

  private boolean isSlot(int rung) {
    return rungs.get(rung).widthMicros() == Journal.SLOT_MICROS;
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
}
