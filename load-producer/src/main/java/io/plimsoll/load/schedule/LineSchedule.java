package io.plimsoll.load.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * Arrivals along straight lines of rate, one after the other. A fraction of an arrival left at the
 * end of a line is carried into the next, so the whole count is exact.
 */
public final class LineSchedule implements ArrivalSchedule {
  private static final double NANOS = 1e9;
  // Rates and seconds are decimal fractions: their product may miss a whole number by rounding.
  private static final double ROUNDING = 1e-9;

  private final List<RateLine> lines;
  private final double[] arrivalsBefore;
  private final double[] secondsBefore;
  private final long count;

  private LineSchedule(List<RateLine> lines) {
    this.lines = List.copyOf(lines);
    this.arrivalsBefore = new double[lines.size() + 1];
    this.secondsBefore = new double[lines.size() + 1];
    for (int i = 0; i < lines.size(); i++) {
      arrivalsBefore[i + 1] = arrivalsBefore[i] + lines.get(i).total();
      secondsBefore[i + 1] = secondsBefore[i] + lines.get(i).seconds();
    }
    double total = arrivalsBefore[lines.size()];
    this.count = (long) Math.ceil(total - total * ROUNDING);
  }

  /** A constant rate. */
  public static LineSchedule constant(double perSecond, double seconds) {
    return new Builder().line(perSecond, perSecond, seconds).build();
  }

  /** A rate that changes evenly. */
  public static LineSchedule ramp(double fromPerSecond, double toPerSecond, double seconds) {
    return new Builder().line(fromPerSecond, toPerSecond, seconds).build();
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public long arrivalNanos(long n) {
    if (n < 0 || n >= count) {
      throw new IndexOutOfBoundsException("arrival " + n + " of " + count);
    }
    return Math.min(Math.round(secondOf((double) n) * NANOS), durationNanos() - 1);
  }

  /** The integral of the rate over all of it. */
  double total() {
    return arrivalsBefore[lines.size()];
  }

  /** The second at which the integral of the rate reaches this. */
  double secondOf(double arrivals) {
    int line = lineOf(arrivals);
    return secondsBefore[line] + lines.get(line).secondOf(arrivals - arrivalsBefore[line]);
  }

  private int lineOf(double arrival) {
    int line = 0;
    while (line < lines.size() - 1 && arrivalsBefore[line + 1] <= arrival) {
      line++;
    }
    return line;
  }

  @Override
  public long durationNanos() {
    return Math.round(secondsBefore[lines.size()] * NANOS);
  }

  @Override
  public double ratePerSecond(long offsetNanos) {
    double second = (double) offsetNanos / NANOS;
    for (int i = 0; i < lines.size(); i++) {
      if (second < secondsBefore[i + 1]) {
        return lines.get(i).rateAt(Math.max(0, second - secondsBefore[i]));
      }
    }
    return 0;
  }

  /** Puts lines one after the other. */
  public static final class Builder {
    private final List<RateLine> lines = new ArrayList<>();

    public Builder line(double fromPerSecond, double toPerSecond, double seconds) {
      lines.add(new RateLine(fromPerSecond, toPerSecond, seconds));
      return this;
    }

    public LineSchedule build() {
      if (lines.isEmpty()) {
        throw new IllegalArgumentException("a schedule needs at least one line");
      }
      return new LineSchedule(lines);
    }
  }
}
