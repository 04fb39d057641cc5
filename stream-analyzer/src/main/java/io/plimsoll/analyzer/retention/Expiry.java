package io.plimsoll.analyzer.retention;

import java.time.Duration;
import java.util.function.LongConsumer;

/** Which windows of one width have become too old, as newer ones close. For one thread. */
public final class Expiry {
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final long widthMicros;
  private final long keptMicros;
  private long next = UNKNOWN;

  /**
   * @param kept how long behind the newest closed window, in event time
   */
  public Expiry(long widthMicros, Duration kept) {
    this.widthMicros = widthMicros;
    this.keptMicros = Math.floorDiv(kept.toMillis() * 1000, widthMicros) * widthMicros;
  }

  /**
   * A window has closed.
   *
   * @param firstMicros no window of the run ends before
   * @param expired receives the start of each window that is now too old, once
   */
  public void closed(long startMicros, long firstMicros, LongConsumer expired) {
    long upTo = startMicros - keptMicros;
    if (upTo < firstMicros - widthMicros) {
      return; // the run is not that old
    }
    long first = Math.floorDiv(firstMicros, widthMicros) * widthMicros;
    for (long start = Math.max(next, first); start <= upTo; start += widthMicros) {
      expired.accept(start);
      next = start + widthMicros;
    }
  }

  /** Goes on where it stood when windows had been closed through this time. */
  public void restore(long closedThroughMicros) {
    if (closedThroughMicros > 0 && closedThroughMicros < Long.MAX_VALUE) {
      long newest = Math.floorDiv(closedThroughMicros, widthMicros) * widthMicros - widthMicros;
      next = newest - keptMicros + widthMicros;
    }
  }
}
