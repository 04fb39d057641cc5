package io.plimsoll.benchmarks.websocket;

import io.plimsoll.load.engine.Exchange;
import io.plimsoll.load.engine.OutcomeSink;
import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.stats.sketch.LatencySketch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts the outcomes of one lane by operation, until it is told not to. For that lane's thread.
 */
final class OperationSink implements OutcomeSink {
  private final List<Tally> tallies = new ArrayList<>();
  private final AtomicBoolean counting;

  /** One operation. */
  static final class Tally {
    final LatencySketch response = new LatencySketch(); // of successes
    long successes;
    long rejections;
    long failures;
  }

  OperationSink(int operations, AtomicBoolean counting) {
    this.counting = counting;
    for (int i = 0; i < operations; i++) {
      tallies.add(new Tally());
    }
  }

  Tally tally(int operation) {
    return tallies.get(operation);
  }

  @Override
  public void accept(Exchange exchange, int phase) {
    if (!counting.get()) {
      return;
    }
    Tally tally = tallies.get(exchange.operation());
    if (exchange.succeeded()) {
      tally.successes++;
      tally.response.add((exchange.endNanos() - exchange.intendedNanos()) / 1000);
    } else if (exchange.kind() == OutcomeKind.REJECTED) {
      tally.rejections++;
    } else {
      tally.failures++;
    }
  }

  @Override
  public void heartbeat(long nowNanos) {}
}
