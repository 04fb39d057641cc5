package io.plimsoll.load.websocket;

import io.plimsoll.load.engine.Call;
import io.plimsoll.load.engine.Inspection;
import io.plimsoll.load.scenario.Expect;
import io.plimsoll.load.scenario.StatusSet;
import java.time.Duration;
import java.util.List;

/** What is recorded of a message, an upgrade or a close, beside its times. */
record MessageCall(Expect expect, Inspection inspection, long timeoutNanos) implements Call {
  /** Messages have no status; 0 stands for none. */
  private static final Expect NO_STATUS = new Expect(StatusSet.of(0), List.of());

  private static final Expect SWITCHED = new Expect(StatusSet.of(101), List.of());

  static MessageCall of(Inspection inspection, Duration timeout) {
    return new MessageCall(NO_STATUS, inspection, timeout.toNanos());
  }

  static MessageCall of(Duration timeout) {
    return of(Inspection.NONE, timeout);
  }

  /** An upgrade succeeds by 101 and nothing else. */
  static MessageCall upgrade(Duration timeout) {
    return new MessageCall(SWITCHED, Inspection.NONE, timeout.toNanos());
  }
}
