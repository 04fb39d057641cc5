package io.plimsoll.report.query;

import io.plimsoll.schemas.LatencyStats;
import io.plimsoll.stats.sketch.LatencySketch;
import java.util.Optional;

/**
 * One latency distribution, in milliseconds. Minimum, maximum, mean and standard deviation are
 * exact, quantiles within {@link LatencySketch#RELATIVE_ERROR}.
 *
 * @param min smallest
 * @param mean mean
 * @param stdDev population standard deviation
 * @param p50 quantile 0.5
 * @param p75 quantile 0.75
 * @param p90 quantile 0.9
 * @param p95 quantile 0.95
 * @param p99 quantile 0.99
 * @param p999 quantile 0.999
 * @param p9999 quantile 0.9999
 * @param max largest
 * @param refused values that no sketch takes (negative or above 24 h), in no other column
 */
public record Latency(
    double min,
    double mean,
    double stdDev,
    double p50,
    double p75,
    double p90,
    double p95,
    double p99,
    double p999,
    double p9999,
    double max,
    long refused) {
  private static final double[] QUANTILES = {0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999};

  /** Of a sketch; empty when nothing is in it. */
  public static Optional<Latency> of(LatencySketch sketch) {
    if (sketch.isEmpty()) {
      return Optional.empty();
    }
    double[] q = new double[QUANTILES.length];
    sketch.quantiles(QUANTILES, q);
    return Optional.of(
        new Latency(
            millis((double) sketch.min()),
            millis(sketch.mean()),
            millis(sketch.standardDeviation()),
            millis(q[0]),
            millis(q[1]),
            millis(q[2]),
            millis(q[3]),
            millis(q[4]),
            millis(q[5]),
            millis(q[6]),
            millis((double) sketch.max()),
            sketch.refused()));
  }

  /** Of the plain columns of a summary; empty when they count nothing. */
  public static Optional<Latency> of(LatencyStats stats) {
    if (stats.getCount() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Latency(
            millis((double) stats.getMinMicros()),
            millis(stats.getMeanMicros()),
            millis(stats.getStdDevMicros()),
            millis(stats.getP50Micros()),
            millis(stats.getP75Micros()),
            millis(stats.getP90Micros()),
            millis(stats.getP95Micros()),
            millis(stats.getP99Micros()),
            millis(stats.getP999Micros()),
            millis(stats.getP9999Micros()),
            millis((double) stats.getMaxMicros()),
            stats.getRefused()));
  }

  /** Microseconds as milliseconds, rounded to whole nanoseconds so that it prints short. */
  static double millis(double micros) {
    return Math.rint(micros * 1_000) / 1_000_000;
  }
}
