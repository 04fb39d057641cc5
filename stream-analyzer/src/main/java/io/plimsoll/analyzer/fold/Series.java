package io.plimsoll.analyzer.fold;

import io.plimsoll.analyzer.kpi.KpiAccumulator;
import java.util.Arrays;

/**
 * The live seconds of one operation of one run; few at a time, so a list does. Often there is one,
 * which lies in no list: with thousands of operations, arrays are places that are in no cache.
 */
final class Series {
  private final RunFold run;
  private final byte[] operation;
  private long[] seconds = {}; // but the last one found
  private KpiAccumulator[] accumulators = {};
  private int others;
  private long currentSecond; // the last one found
  private KpiAccumulator current;

  Series(RunFold run, byte[] operation) {
    this.run = run;
    this.operation = operation;
  }

  RunFold run() {
    return run;
  }

  byte[] operation() {
    return operation;
  }

  /** The accumulator of this second, or null when it has none yet. */
  KpiAccumulator find(long second) {
    if (current != null && currentSecond == second) {
      return current;
    }
    for (int i = 0; i < others; i++) {
      if (seconds[i] == second) {
        KpiAccumulator found = accumulators[i];
        seconds[i] = currentSecond;
        accumulators[i] = current;
        currentSecond = second;
        current = found;
        return found;
      }
    }
    return null;
  }

  void add(long second, KpiAccumulator accumulator) {
    if (current != null) {
      keepCurrent();
    }
    currentSecond = second;
    current = accumulator;
  }

  private void keepCurrent() {
    if (others == seconds.length) {
      int wider = Math.max(2, 2 * others);
      seconds = Arrays.copyOf(seconds, wider);
      accumulators = Arrays.copyOf(accumulators, wider);
    }
    seconds[others] = currentSecond;
    accumulators[others] = current;
    others++;
  }

  boolean isEmpty() {
    return current == null;
  }

  /** Hands its seconds over, and forgets them. */
  void drain(Seconds to) {
    for (int i = 0; i < others; i++) {
      to.second(seconds[i], accumulators[i]);
      accumulators[i] = null;
    }
    if (current != null) {
      to.second(currentSecond, current);
    }
    others = 0;
    current = null;
  }

  /** Receives the seconds of a series. */
  interface Seconds {
    void second(long second, KpiAccumulator accumulator);
  }
}
