package io.plimsoll.stats.compare;

import io.plimsoll.stats.sketch.LatencySketch;
import java.util.List;

/**
 * A quantile of a run from the sketches of its windows, with its uncertainty: Woodruff's (1952)
 * interval. The share of values at or below the quantile is a ratio estimate over the windows,
 * whose variance between windows (raised for autocorrelation) says between which neighbouring
 * quantiles the true one lies. No density is needed and a skewed tail gets a skewed interval.
 */
public final class WindowedQuantile {
  private static final double Z = 1.959964;
  private static final int FEW = 20;

  private WindowedQuantile() {}

  /**
   * @param windows in order of time; empty ones are passed over
   * @param q 0…1
   * @return microseconds
   * @throws IllegalArgumentException when there is no value at all
   */
  public static Estimate of(List<LatencySketch> windows, double q) {
    LatencySketch all = new LatencySketch();
    windows.forEach(all::merge);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("a quantile needs at least one value, found none");
    }
    double value = all.quantile(q);
    double error = shareError(windows, q, value, all.count());
    double low = all.quantile(Math.max(0, q - Z * error));
    double high = all.quantile(Math.min(1, q + Z * error));
    double bound = LatencySketch.RELATIVE_ERROR * value / Z;
    return new Estimate(
        value, Math.max(bound, (value - low) / Z), Math.max(bound, (high - value) / Z), 1, 0);
  }

  /** The standard error of the share of values at or below; at least binomial of few windows. */
  private static double shareError(List<LatencySketch> windows, double q, double value, long n) {
    double[] atMost = new double[windows.size()];
    double[] counts = new double[windows.size()];
    long[] bound = {Math.round(value)};
    long[] out = new long[1];
    for (int i = 0; i < atMost.length; i++) {
      windows.get(i).countsAtMost(bound, out);
      atMost[i] = out[0];
      counts[i] = windows.get(i).count();
    }
    double binomial = Math.sqrt(q * (1 - q) / n);
    double windowed = WindowedRatio.of(atMost, counts).above();
    return windows.size() < FEW ? Math.max(binomial, windowed) : windowed;
  }
}
