package io.plimsoll.load.schedule;

/**
 * When arrivals are due. Pure and immutable. Laws: {@link #arrivalNanos} never descends, lies
 * within the duration, and the n-th arrival (from 0) is due when the integral of the rate reaches
 * n; so {@link #count} is the integral over the whole duration, rounded up.
 */
public interface ArrivalSchedule {
  /** How many arrivals there are. */
  long count();

  /**
   * When arrival n is due, in nanoseconds since the start.
   *
   * @param n 0 … {@link #count} − 1
   */
  long arrivalNanos(long n);

  long durationNanos();

  /** The planned rate at this offset, arrivals per second. */
  double ratePerSecond(long offsetNanos);
}
