package io.plimsoll.load.websocket;

import io.plimsoll.load.engine.Exchange;

/** Something sent that has no outcome yet. For one thread. */
final class Waiting {
  private final Exchange exchange;
  private final long number;
  private final long deadlineNanos;
  private boolean settled;

  /**
   * @param number the message's on its connection
   */
  Waiting(Exchange exchange, long number, long deadlineNanos) {
    this.exchange = exchange;
    this.number = number;
    this.deadlineNanos = deadlineNanos;
  }

  Exchange exchange() {
    return exchange;
  }

  long number() {
    return number;
  }

  boolean overdue(long now) {
    return now - deadlineNanos >= 0;
  }

  /** Whether its outcome may be given now: once. */
  boolean settle() {
    boolean first = !settled;
    settled = true;
    return first;
  }
}
