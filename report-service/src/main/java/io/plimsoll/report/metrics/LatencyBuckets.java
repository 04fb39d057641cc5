package io.plimsoll.report.metrics;

import io.plimsoll.stats.sketch.LatencySketch;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;

/**
 * The upper bounds of the latency histograms: limits that people promise (those of the sources
 * among them), so that a quantile at a limit is told exactly from one beyond it.
 */
final class LatencyBuckets {
  private static final long[] MICROS = {
    500,
    1_000,
    2_500,
    5_000,
    10_000,
    25_000,
    50_000,
    75_000,
    100_000,
    150_000,
    200_000,
    300_000,
    500_000,
    750_000,
    1_000_000,
    1_500_000,
    2_000_000,
    3_000_000,
    5_000_000,
    10_000_000,
    20_000_000,
    30_000_000,
    40_000_000,
    60_000_000
  };

  private LatencyBuckets() {}

  /** The values of a sketch by bucket, in seconds, the last without a bound. */
  static ClassicHistogramBuckets of(LatencySketch sketch) {
    long[] atMost = new long[MICROS.length];
    sketch.countsAtMost(MICROS, atMost);
    double[] bounds = new double[MICROS.length + 1];
    long[] counts = new long[MICROS.length + 1];
    for (int i = 0; i < MICROS.length; i++) {
      bounds[i] = (double) MICROS[i] / 1e6;
      counts[i] = atMost[i] - (i == 0 ? 0 : atMost[i - 1]);
    }
    bounds[MICROS.length] = Double.POSITIVE_INFINITY;
    counts[MICROS.length] = sketch.count() - atMost[MICROS.length - 1];
    return ClassicHistogramBuckets.of(bounds, counts);
  }

  /** Sum of the values, in seconds. */
  static double sumSeconds(LatencySketch sketch) {
    return sketch.isEmpty() ? 0 : sketch.mean() * (double) sketch.count() / 1e6;
  }
}
