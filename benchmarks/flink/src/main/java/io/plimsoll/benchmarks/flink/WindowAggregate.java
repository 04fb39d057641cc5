package io.plimsoll.benchmarks.flink;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.functions.AggregateFunction;

/** The sums of a window, kept as an object. */
final class WindowAggregate implements AggregateFunction<OutcomeEvents.Event, Sums, Sums> {
  private static final long serialVersionUID = 1L;

  /** Flink makes copies of the function: what the measurement reads cannot lie in one of them. */
  private static final AtomicLong ADDED = new AtomicLong();

  /** Outcomes added so far. */
  static long added() {
    return ADDED.get();
  }

  @Override
  public Sums createAccumulator() {
    return new Sums();
  }

  @Override
  public Sums add(OutcomeEvents.Event event, Sums sums) {
    sums.add(event);
    ADDED.lazySet(ADDED.get() + 1); // one task writes
    return sums;
  }

  @Override
  public Sums getResult(Sums sums) {
    return sums;
  }

  @Override
  public Sums merge(Sums one, Sums other) {
    one.merge(other);
    return one;
  }
}
