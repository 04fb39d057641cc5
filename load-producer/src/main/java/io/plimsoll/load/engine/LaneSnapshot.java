package io.plimsoll.load.engine;

import java.util.Arrays;
import java.util.List;

/**
 * A lane's counts at one moment.
 *
 * @param operations by the scenario's order of operations
 * @param ratesPerSecond requests per second of each, since the snapshot before
 */
record LaneSnapshot(
    long atNanos,
    List<OperationCounts> operations,
    List<Double> ratesPerSecond,
    int users,
    int inFlight,
    int waiting,
    long sentAgain) {

  static final LaneSnapshot EMPTY = new LaneSnapshot(0, List.of(), List.of(), 0, 0, 0, 0);

  static LaneSnapshot after(
      LaneSnapshot before,
      long atNanos,
      OperationCounts[] counts,
      int users,
      int inFlight,
      int waiting,
      long sentAgain) {
    Double[] rates = new Double[counts.length];
    Arrays.setAll(rates, i -> before.rate(i, counts[i], atNanos));
    return new LaneSnapshot(
        atNanos, List.of(counts), List.of(rates), users, inFlight, waiting, sentAgain);
  }

  private double rate(int operation, OperationCounts now, long nowNanos) {
    if (operations.isEmpty() || nowNanos <= atNanos) {
      return 0;
    }
    long more = now.requests() - operations.get(operation).requests();
    return (double) more * 1e9 / (double) (nowNanos - atNanos);
  }
}
