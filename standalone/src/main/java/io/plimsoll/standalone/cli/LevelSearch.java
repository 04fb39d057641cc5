package io.plimsoll.standalone.cli;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the levels that tell most: doubles the load from a quarter on until twice the load no
 * longer brings a tenth more throughput, or half of the requests fail; then goes back and looks
 * around the place where perfect scaling meets the highest throughput seen. Pure but for what it is
 * told.
 */
final class LevelSearch {
  private static final double FIRST = 0.25;
  private static final double MOST = 64;
  private static final double GAIN = 1.1;
  private static final double FAILING = 0.5;
  private static final double ALIKE = 0.06;
  private static final double[] AROUND = {1, 0.7, 1.4, 0.85, 1.2, 0.5};

  private final TreeMap<Double, Double> throughput = new TreeMap<>();
  private boolean broken;
  private int refined;

  /** Tells what a level gave. */
  void took(double factor, double throughputPerSecond, double errorRate) {
    Map.Entry<Double, Double> below = throughput.lowerEntry(factor);
    boolean gained = below == null || throughputPerSecond > below.getValue() * GAIN;
    broken |= errorRate > FAILING || !gained;
    throughput.put(factor, throughputPerSecond);
  }

  /** The next level; empty when there is enough. */
  Optional<Double> next() {
    if (throughput.isEmpty()) {
      return Optional.of(FIRST);
    }
    double highest = throughput.lastKey();
    if (!broken && refined == 0) {
      return highest * 2 > MOST ? Optional.empty() : Optional.of(highest * 2);
    }
    while (refined < AROUND.length) {
      double factor = bend() * AROUND[refined++];
      if (throughput.keySet().stream().noneMatch(each -> Math.abs(each / factor - 1) < ALIKE)) {
        return Optional.of(factor);
      }
    }
    return Optional.empty();
  }

  /** Whether the load was found at which throughput no longer grows. */
  boolean foundTheBreak() {
    return broken;
  }

  private double bend() {
    double slope =
        throughput.entrySet().stream().mapToDouble(e -> e.getValue() / e.getKey()).max().orElse(1);
    double most = throughput.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
    return most / slope;
  }
}
