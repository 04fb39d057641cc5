package io.plimsoll.load.emit;

import io.plimsoll.load.engine.AgentClock;
import io.plimsoll.load.engine.Exchange;
import io.plimsoll.load.engine.OutcomeSink;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands outcomes from one event loop to the sender without locks, waiting or garbage: preallocated
 * slots, one writer, one reader. When it is full the outcome is counted as unrecorded; the event
 * loop never waits.
 *
 * <p>Outcomes lie in the order of their ends, and all that ended before a heartbeat lie before it:
 * a reader that first takes {@link #heartbeatMicros} and then {@link #available} sees every outcome
 * that ended before that heartbeat.
 */
@SuppressWarnings("EnumOrdinal") // a slot holds numbers only
final class OutcomeRing implements OutcomeSink {
  private static final int WIDTH = 9;

  private final AgentClock clock;
  private final int mask;
  private final long[] slots;
  private final String[] errors;
  private final AtomicLong head = new AtomicLong(); // written by the event loop
  private final AtomicLong tail = new AtomicLong(); // written by the sender
  private final AtomicLong heartbeat = new AtomicLong(Long.MIN_VALUE);
  private final AtomicLong refused = new AtomicLong();
  private long writing;
  private long tailSeen;
  private long reading;

  /**
   * @param capacity a power of two
   */
  OutcomeRing(int capacity, AgentClock clock) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("capacity must be a power of two, not " + capacity);
    }
    this.clock = clock;
    this.mask = capacity - 1;
    this.slots = new long[capacity * WIDTH];
    this.errors = new String[capacity];
  }

  @Override
  public void accept(Exchange exchange, int phase) {
    if (writing - tailSeen > mask) {
      tailSeen = tail.getAcquire();
      if (writing - tailSeen > mask) {
        refused.setRelease(refused.getPlain() + 1);
        return;
      }
    }
    int slot = (int) (writing & mask);
    int at = slot * WIDTH;
    slots[at] = clock.micros(exchange.intendedNanos());
    slots[at + 1] = clock.micros(exchange.startNanos());
    slots[at + 2] = clock.micros(exchange.endNanos());
    slots[at + 3] = exchange.userId();
    slots[at + 4] = exchange.bytesSent();
    slots[at + 5] = exchange.bytesReceived();
    slots[at + 6] = exchange.connectMicros();
    slots[at + 7] = exchange.firstByteMicros();
    slots[at + 8] =
        (long) exchange.operation() << 40
            | (long) phase << 24
            | (long) exchange.kind().ordinal() << 16
            | (exchange.status() & 0xffff);
    errors[slot] = exchange.error();
    head.setRelease(++writing);
  }

  @Override
  public void heartbeat(long nowNanos) {
    heartbeat.setRelease(clock.micros(nowNanos));
  }

  /** Microseconds since the epoch; the smallest number before the first heartbeat. */
  long heartbeatMicros() {
    return heartbeat.getAcquire();
  }

  /** Outcomes that could not be taken; any thread. */
  long refused() {
    return refused.getAcquire();
  }

  int capacity() {
    return mask + 1;
  }

  /** How many outcomes may be read; the sender only, like all that follow. */
  int available() {
    return (int) (head.getAcquire() - reading);
  }

  /** Forgets the oldest outcome and gives its slot back. */
  void advance() {
    errors[(int) (reading & mask)] = null;
    tail.setRelease(++reading);
  }

  private long field(int index) {
    return slots[(int) (reading & mask) * WIDTH + index];
  }

  long intendedMicros() {
    return field(0);
  }

  long startMicros() {
    return field(1);
  }

  long endMicros() {
    return field(2);
  }

  long userId() {
    return field(3);
  }

  long bytesSent() {
    return field(4);
  }

  long bytesReceived() {
    return field(5);
  }

  long connectMicros() {
    return field(6);
  }

  long firstByteMicros() {
    return field(7);
  }

  int operation() {
    return (int) (field(8) >>> 40);
  }

  int phase() {
    return (int) (field(8) >>> 24) & 0xffff;
  }

  int kind() {
    return (int) (field(8) >>> 16) & 0xff;
  }

  int status() {
    return (int) field(8) & 0xffff;
  }

  String error() {
    return errors[(int) (reading & mask)];
  }
}
