package io.plimsoll.analyzer.fold;

import io.plimsoll.analyzer.kpi.KpiAccumulator;
import java.util.Arrays;

/** The live seconds of one operation of one run; few at a time, so a list does. */
final class Series {
  private final RunFold run;
  private final byte[] operation;
  private long[] seconds = new long[2];
  private KpiAccumulator[] accumulators = new KpiAccumulator[2];
  private int count;
  private long currentSecond; // the last one found, without a look into the arrays
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
    for (int i = 0; i < count; i++) {
      if (seconds[i] == second) {
        select(second, accumulators[i]);
        return current;
      }
    }
    return null;
  }

  private void select(long second, KpiAccumulator accumulator) {
    currentSecond = second;
    current = accumulator;
  }

  void add(long second, KpiAccumulator accumulator) {
    if (count == seconds.length) {
      seconds = Arrays.copyOf(seconds, count * 2);
      accumulators = Arrays.copyOf(accumulators, count * 2);
    }
    seconds[count] = second;
    accumulators[count] = accumulator;
    count++;
    select(second, accumulator);
  }

  int count() {
    return count;
  }

  long second(int index) {
    return seconds[index];
  }

  KpiAccumulator accumulator(int index) {
    return accumulators[index];
  }

  void clear() {
    Arrays.fill(accumulators, 0, count, null);
    count = 0;
    current = null;
  }
}
