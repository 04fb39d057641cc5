package io.plimsoll.load.scenario;

/**
 * How many messages a step sends, and when: message k is intended k / rate after the step begins,
 * whatever became of those before it.
 *
 * @param count at least 1
 * @param perSecond 0 when all are intended at once
 */
public record Pace(long count, double perSecond) {
  /** A single message. */
  public static final Pace ONCE = new Pace(1, 0);

  /** From the step's begin to the intended start of this message, counted from 0; nanoseconds. */
  public long offsetNanos(long message) {
    return perSecond == 0 ? 0 : Math.round((double) message * 1e9 / perSecond);
  }
}
