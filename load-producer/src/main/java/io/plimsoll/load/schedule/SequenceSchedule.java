package io.plimsoll.load.schedule;

import java.util.List;

/** Schedules one after the other. Immutable. */
public final class SequenceSchedule implements ArrivalSchedule {
  private final List<ArrivalSchedule> parts;

  public SequenceSchedule(List<? extends ArrivalSchedule> parts) {
    this.parts = List.copyOf(parts);
  }

  @Override
  public long count() {
    return parts.stream().mapToLong(ArrivalSchedule::count).sum();
  }

  @Override
  public long arrivalNanos(long n) {
    long left = n;
    long start = 0;
    for (ArrivalSchedule part : parts) {
      if (left < part.count()) {
        return start + part.arrivalNanos(left);
      }
      left -= part.count();
      start += part.durationNanos();
    }
    throw new IndexOutOfBoundsException("arrival " + n + " of " + count());
  }

  @Override
  public long durationNanos() {
    return parts.stream().mapToLong(ArrivalSchedule::durationNanos).sum();
  }

  @Override
  public double ratePerSecond(long offsetNanos) {
    long left = offsetNanos;
    for (ArrivalSchedule part : parts) {
      if (left < part.durationNanos()) {
        return part.ratePerSecond(left);
      }
      left -= part.durationNanos();
    }
    return 0;
  }
}
