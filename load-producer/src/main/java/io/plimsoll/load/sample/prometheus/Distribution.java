package io.plimsoll.load.sample.prometheus;

import io.plimsoll.schemas.HistogramReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A histogram of an endpoint: turns cumulative buckets since its start into what was observed since
 * the reading before. When any bucket has fallen, the endpoint was restarted and everything in it
 * is new. For one thread.
 */
final class Distribution {
  private final String name;
  private TreeMap<Double, Double> before = new TreeMap<>();
  private TreeMap<Double, Double> now = new TreeMap<>();
  private double sumBefore;
  private double sumNow;
  private boolean touched;

  Distribution(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  void touch(List<Distribution> all) {
    if (!touched) {
      touched = true;
      now.clear();
      sumNow = 0;
      all.add(this);
    }
  }

  void bucket(double upperBound, double cumulative) {
    now.put(upperBound, cumulative);
  }

  void sum(double value) {
    sumNow = value;
  }

  /** What was observed since the reading before; empty at the first, and when nothing was. */
  Optional<HistogramReading> finish() {
    touched = false;
    Optional<HistogramReading> reading =
        before.isEmpty() || !now.containsKey(Double.POSITIVE_INFINITY)
            ? Optional.empty()
            : difference();
    TreeMap<Double, Double> old = before;
    before = now;
    now = old;
    sumBefore = sumNow;
    return reading;
  }

  private Optional<HistogramReading> difference() {
    boolean restarted =
        !before.keySet().equals(now.keySet())
            || now.entrySet().stream().anyMatch(e -> e.getValue() < before.get(e.getKey()));
    List<Double> bounds = new ArrayList<>();
    List<Double> counts = new ArrayList<>();
    double below = 0;
    for (Map.Entry<Double, Double> each : now.entrySet()) {
      double cumulative = each.getValue() - (restarted ? 0 : before.get(each.getKey()));
      counts.add(Math.max(0, cumulative - below));
      below = cumulative;
      if (!each.getKey().isInfinite()) {
        bounds.add(each.getKey());
      }
    }
    double sum = restarted ? sumNow : sumNow - sumBefore;
    return below > 0 ? Optional.of(new HistogramReading(bounds, counts, sum)) : Optional.empty();
  }
}
