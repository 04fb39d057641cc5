package io.plimsoll.benchmarks.load;

import io.plimsoll.load.engine.Exchange;
import io.plimsoll.load.engine.OutcomeSink;
import java.util.concurrent.atomic.AtomicLong;

/** Counts outcomes and drops them. One lane writes, others may read. */
final class CountingSink implements OutcomeSink {
  private final AtomicLong count = new AtomicLong();
  private final AtomicLong fails = new AtomicLong();

  @Override
  public void accept(Exchange exchange, int phase) {
    count.setRelease(count.getPlain() + 1);
    if (!exchange.succeeded()) {
      fails.setRelease(fails.getPlain() + 1);
    }
  }

  @Override
  public void heartbeat(long nowNanos) {
    // Nothing waits for marks here.
  }

  long count() {
    return count.getAcquire();
  }

  long fails() {
    return fails.getAcquire();
  }
}
