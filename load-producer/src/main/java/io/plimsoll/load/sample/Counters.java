package io.plimsoll.load.sample;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Turns counters into rates over the time since the reading before. A counter that has fallen was
 * reset in between and is counted from 0; one that is new has no rate yet. A reading that is begun
 * and not kept leaves no trace. For one thread.
 */
public final class Counters {
  private static final int ROOM = 64;

  private final Map<String, Counter> all = new HashMap<>();
  private long reading;
  private long kept;
  private long touched;
  private long beforeNanos;
  private long nowNanos;

  /** One counter, for those who read it again and again. For the thread of its {@link Counters}. */
  public static final class Counter {
    private double before;
    private long beforeReading;
    private double now;
    private long nowReading;
  }

  /** Begins a reading. */
  public void begin(long nanos) {
    reading++;
    touched = 0;
    nowNanos = nanos;
  }

  /** The counter of this name; it is forgotten when readings go by without it. */
  public Counter counter(String name) {
    return all.computeIfAbsent(name, any -> new Counter());
  }

  /** Increase since the reading before. */
  public OptionalDouble increase(String counter, double value) {
    return Double.isFinite(value) ? increase(counter(counter), value) : OptionalDouble.empty();
  }

  /** The same of a counter at hand. */
  public OptionalDouble increase(Counter counter, double value) {
    if (!Double.isFinite(value)) {
      return OptionalDouble.empty();
    }
    if (counter.nowReading == kept) {
      counter.before = counter.now;
      counter.beforeReading = kept;
    }
    counter.now = value;
    counter.nowReading = reading;
    touched++;
    if (kept == 0 || counter.beforeReading != kept) {
      return OptionalDouble.empty();
    }
    double earlier = counter.before;
    return OptionalDouble.of(value >= earlier ? value - earlier : value);
  }

  /** Increase per second, noted as this metric. */
  public void rate(Reading reading, String metric, double value) {
    increase(metric, value).ifPresent(increase -> reading.put(metric, increase / seconds()));
  }

  /** Seconds since the reading before; above 0. */
  public double seconds() {
    return Math.max(1e-9, (double) (nowNanos - beforeNanos) / 1e9);
  }

  /** The reading was whole; the next is compared with it. */
  public void keep() {
    kept = reading;
    beforeNanos = nowNanos;
    if (all.size() > 2 * touched + ROOM) {
      all.values().removeIf(each -> each.nowReading != kept);
    }
  }
}
