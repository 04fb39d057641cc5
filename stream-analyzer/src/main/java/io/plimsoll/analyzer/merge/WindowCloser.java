package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.analyzer.retention.Expiry;
import io.plimsoll.analyzer.retention.WindowRetention;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
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

  /** So many expired windows take as long to tell of as one of a second. */
  private static final int EXPIRED = 4;

  private final OpenWindows open;
  private final List<Rung> rungs;
  private final Operations operations;
  private final RunTotals totals;
  private final Journal journal;
  private final List<Expiry> expiries;
  private final KpiAccumulator summedUp = new KpiAccumulator();
  private LongConsumer beforeClosing = through -> {};
  private int told; // in windows of a second, since the last close began

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

  /** Writes which windows have closed and not expired. */
  void encode(ByteWriter out) {
    expiries.forEach(expiry -> expiry.encode(out));
  }

  /** Takes back what {@link #encode} wrote. */
  void restore(ByteReader in) {
    expiries.forEach(expiry -> expiry.restore(in));
  }

  /**
   * Closes the windows that end by then, in the order in which they end, narrow ones first, and
   * rolls them up; what has become too old by that expires before the next one closes. When it has
   * told of so many that the commit would take too long, it stops: the rest is as open as before,
   * and closes with the next call.
   *
   * @param most windows of a second to tell of, after which none of another start, width or part is
   *     begun; however many it is, no more expire than {@link RunFlush#WINDOWS_PER_FLUSH} allows
   * @return how many it has told of, wide ones for several; less than {@code most} when all of them
   *     are closed
   */
  int close(long throughMicros, int most, WindowSink out, RunStore store) {
    told = 0;
    if (throughMicros > closedWhollyThroughMicros() || isExpiryDue()) {
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
    boolean more = true;
    while (more && told < most) {
      more = expireNext(out) || closeNext(throughMicros, out, store);
    }
    if (!more) {
      beforeClosing.accept(throughMicros);
      open.closedThrough(throughMicros);
    }
  }

  /**
   * @return whether there was one to close
   */
  private boolean closeNext(long throughMicros, WindowSink out, RunStore store) {
    Rung next = open.next(throughMicros, journal, store);
    long end = next.firstEnd();
    boolean closes = end != Long.MAX_VALUE && end <= throughMicros;
    if (closes) {
      beforeClosing.accept(end);
      closeFirst(next, out, store);
    }
    return closes;
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
      closed(number, window.getKey(), store);
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

  private void closed(int rung, long start, RunStore store) {
    if (isSlot(rung)) {
      journal.closed(start, store);
    }
    if (rung < expiries.size()) {
      expiries.get(rung).closed(start);
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

  private boolean isExpiryDue() {
    return expiries.stream().anyMatch(Expiry::isDue);
  }

  /**
   * The oldest window of a width that is too old goes. A run that must end at once does not wait
   * for all of them: the rest stays as long as the topic keeps it.
   *
   * @return whether there was one, and room for it
   */
  private boolean expireNext(WindowSink out) {
    for (int rung = 0; rung < expiries.size() && told < RunFlush.WINDOWS_PER_FLUSH; rung++) {
      if (expiries.get(rung).isDue()) {
        expire(rung, expiries.get(rung).next(), out);
        return true;
      }
    }
    return false;
  }

  /**
   * Whether an operation had an outcome in that window nobody remembers: it goes for each of the
   * closed minutes, and that of the window has closed, because windows are kept for a minute.
   */
  private void expire(int rung, long start, WindowSink out) {
    Cells all = totals.cells();
    all.forEach(index -> out.expired(operations.at(index), rungs.get(rung).widthMicros(), start));
    told += Math.max(1, all.count() / EXPIRED);
  }
}
