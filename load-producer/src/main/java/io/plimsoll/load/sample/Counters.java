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
  private Map<String, Double> before = new HashMap<>();
  private Map<String, Double> now = new HashMap<>();
  private long beforeNanos;
  private long nowNanos;

  /** Begins a reading. */
  public void begin(long nanos) {
    now.clear();
    nowNanos = nanos;
  }

  /** Increase since the reading before. */
  public OptionalDouble increase(String counter, double value) {
    if (!Double.isFinite(value)) {
      return OptionalDouble.empty();
    }
    now.put(counter, value);
    Double earlier = before.get(counter);
    if (earlier == null) {
      return OptionalDouble.empty();
    }
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
    Map<String, Double> old = before;
    before = now;
    now = old;
    beforeNanos = nowNanos;
  }
}
