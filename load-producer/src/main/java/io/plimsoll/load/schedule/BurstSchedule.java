package io.plimsoll.load.schedule;

/**
 * Arrivals that all come at one instant, again and again. Pure.
 *
 * @param size how many at a time, at least 1
 * @param everyNanos from one burst to the next, above 0
 * @param times how many bursts, at least 1
 */
public record BurstSchedule(int size, long everyNanos, int times) implements ArrivalSchedule {
  public BurstSchedule {
    if (size < 1 || everyNanos < 1 || times < 1) {
      throw new IllegalArgumentException("size, pause and times of bursts must be above 0");
    }
  }

  @Override
  public long count() {
    return (long) size * times;
  }

  @Override
  public long arrivalNanos(long n) {
    if (n < 0 || n >= count()) {
      throw new IndexOutOfBoundsException("arrival " + n + " of " + count());
    }
    return n / size * everyNanos;
  }

  @Override
  public long durationNanos() {
    return everyNanos * times;
  }

  /** On average: all of it comes in instants. */
  @Override
  public double ratePerSecond(long offsetNanos) {
    return offsetNanos < durationNanos() ? size * 1e9 / (double) everyNanos : 0;
  }
}
