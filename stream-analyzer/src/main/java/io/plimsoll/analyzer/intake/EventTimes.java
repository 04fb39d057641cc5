package io.plimsoll.analyzer.intake;

/**
 * Which times of an event can be. They are held against the record that tells of it, not against
 * the wall clock: whoever writes a record stamps it, and with the same clock, so that clocks which
 * go wrong by hours do no harm, and neither does reading again what is a year old. Stateless.
 */
public final class EventTimes {
  /** An event cannot be later than the Kafka timestamp of its record by more than a day. */
  public static final long MOST_AHEAD_MICROS = 86_400_000_000L;

  /** 2200-01-01: a time after it is a unit gone wrong. */
  private static final long LATEST_MICROS = 7_258_118_400_000_000L;

  private static final long MICROS_PER_MILLI = 1000;

  private EventTimes() {}

  /**
   * No event is later that a record of this Kafka timestamp tells of.
   *
   * @param recordMillis 0 or less when it has none
   */
  public static long latestMicros(long recordMillis) {
    boolean known = recordMillis > 0 && recordMillis < LATEST_MICROS / MICROS_PER_MILLI;
    return known
        ? Math.min(LATEST_MICROS, recordMillis * MICROS_PER_MILLI + MOST_AHEAD_MICROS)
        : LATEST_MICROS;
  }
}
