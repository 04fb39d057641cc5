package io.plimsoll.analyzer.metrics;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * The sum of counters that come and go, as tasks do: what a counter had when it was last seen stays
 * in the sum, so that the sum never falls. For one thread at a time.
 */
final class GrowingSum {
  private final Map<Object, Double> last = new HashMap<>();
  private double gone;

  /** The sum, now that the counters are these. */
  double of(Map<?, Double> counters) {
    for (Iterator<Map.Entry<Object, Double>> known = last.entrySet().iterator();
        known.hasNext(); ) {
      Map.Entry<Object, Double> before = known.next();
      Double now = counters.get(before.getKey());
      if (now == null || now < before.getValue()) {
        gone += before.getValue();
        known.remove();
      }
    }
    last.putAll(counters);
    return gone + last.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
