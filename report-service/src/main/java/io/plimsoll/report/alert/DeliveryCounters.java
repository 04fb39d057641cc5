package io.plimsoll.report.alert;

import io.plimsoll.schemas.SlaTransition;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What has become of a receiver's alerts since the service started. Thread-safe. */
public final class DeliveryCounters {
  private final Map<SlaTransition, LongAdder> delivered = new EnumMap<>(SlaTransition.class);
  private final LongAdder refused = new LongAdder();
  private final LongAdder failedAttempts = new LongAdder();
  private final AtomicLong waiting = new AtomicLong();
  private volatile boolean reachable = true;

  DeliveryCounters() {
    for (SlaTransition each : SlaTransition.values()) {
      delivered.put(each, new LongAdder());
    }
  }

  void taken(SlaTransition transition) {
    delivered.get(transition).increment();
    reachable = true;
  }

  void refused() {
    refused.increment();
    reachable = true;
  }

  void failed() {
    failedAttempts.increment();
    reachable = false;
  }

  void waiting(long events) {
    waiting.set(events);
  }

  /** Events taken or refused. */
  long handled() {
    return refused.sum() + delivered.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** Events that the receiver has taken. */
  public long delivered(SlaTransition transition) {
    return delivered.get(transition).sum();
  }

  /** Events that the receiver will never take, because the request is wrong to it. */
  public long refusedEvents() {
    return refused.sum();
  }

  /** Requests that came to nothing and were, or will be, made again. */
  public long failedAttempts() {
    return failedAttempts.sum();
  }

  /** Events that have been read and not yet taken, or lie behind those. */
  public long waitingEvents() {
    return waiting.get();
  }

  /** Whether the last request was answered as it should be. */
  public boolean reachable() {
    return reachable;
  }
}
