package io.plimsoll.load.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What one lane has seen. Added to on the lane's thread only; {@link #published} and the maxima may
 * be read by any thread, without making the lane wait.
 */
final class LaneTally {
  private final OperationTally[] operations;
  private final AtomicLong maxLoopDelayNanos = new AtomicLong();
  private final AtomicLong maxScheduleLagNanos = new AtomicLong();
  private long scheduleLagNanos;
  private volatile LaneSnapshot published = LaneSnapshot.EMPTY;

  LaneTally(int operationCount) {
    operations = new OperationTally[operationCount];
    for (int i = 0; i < operationCount; i++) {
      operations[i] = new OperationTally();
    }
  }

  void add(Exchange exchange) {
    operations[exchange.operation()].add(exchange);
  }

  void scheduleLag(long nanos) {
    if (nanos > scheduleLagNanos) {
      scheduleLagNanos = nanos;
    }
  }

  /** Hands this period's maxima over; on the lane's thread. */
  void endPeriod(long loopDelayNanos) {
    maxLoopDelayNanos.accumulateAndGet(loopDelayNanos, Math::max);
    maxScheduleLagNanos.accumulateAndGet(scheduleLagNanos, Math::max);
    scheduleLagNanos = 0;
  }

  /** The longest delay of an event-loop task since the last call. */
  long takeLoopDelayNanos() {
    return maxLoopDelayNanos.getAndSet(0);
  }

  /** The longest schedule lag since the last call. */
  long takeScheduleLagNanos() {
    return maxScheduleLagNanos.getAndSet(0);
  }

  /** Copies the counts for others to read; on the lane's thread. */
  void publish(long nowNanos, int users, int inFlight, int waiting, long sentAgain) {
    LaneSnapshot before = published;
    OperationCounts[] counts = new OperationCounts[operations.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = operations[i].copy();
    }
    published = LaneSnapshot.after(before, nowNanos, counts, users, inFlight, waiting, sentAgain);
  }

  LaneSnapshot published() {
    return published;
  }
}
