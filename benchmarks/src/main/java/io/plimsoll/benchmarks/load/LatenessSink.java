package io.plimsoll.benchmarks.load;

import io.plimsoll.load.engine.Exchange;
import io.plimsoll.load.engine.OutcomeSink;
import java.util.Arrays;

/**
 * Notes how much later than intended each request began, and what its response time was. For one
 * lane; read when that has ended.
 */
final class LatenessSink implements OutcomeSink {
  private final long fromNanos;
  private final long[] lateness;
  private final long[] responses;
  private int count;
  private long fails;

  /**
   * @param fromNanos requests intended before this, on the agent's clock, are warm-up
   * @param most room for this many requests
   */
  LatenessSink(long fromNanos, int most) {
    this.fromNanos = fromNanos;
    this.lateness = new long[most];
    this.responses = new long[most];
  }

  @Override
  public void accept(Exchange exchange, int phase) {
    if (exchange.intendedNanos() - fromNanos < 0) {
      return;
    }
    if (count < lateness.length) {
      lateness[count] = exchange.startNanos() - exchange.intendedNanos();
      responses[count] = exchange.endNanos() - exchange.intendedNanos();
    }
    count++;
    fails += exchange.succeeded() ? 0 : 1;
  }

  @Override
  public void heartbeat(long nowNanos) {
    // Nothing waits for marks here.
  }

  /** All that were intended after the warm-up, also those that found no room. */
  int count() {
    return count;
  }

  long fails() {
    return fails;
  }

  /** Nanoseconds by which requests began too late, ascending. */
  long[] sortedLateness() {
    return sorted(lateness);
  }

  /** Response times in nanoseconds, ascending. */
  long[] sortedResponses() {
    return sorted(responses);
  }

  private long[] sorted(long[] values) {
    long[] sorted = Arrays.copyOf(values, Math.min(count, values.length));
    Arrays.sort(sorted);
    return sorted;
  }

  /** The smallest value that the share {@code quantile} of all values does not exceed. */
  static long quantile(long[] sorted, double quantile) {
    return sorted[(int) Math.max(0, Math.ceil(quantile * sorted.length) - 1)];
  }
}
