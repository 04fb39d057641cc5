package io.plimsoll.stats.scaling;

import io.plimsoll.stats.fit.Observations;

/**
 * What the eye sees of a throughput curve; the guesses of all models come from it.
 *
 * @param slope throughput per load where that is largest, above 0
 * @param highest throughput
 * @param widest load
 * @param contention σ that would explain the last level without coherency
 * @param coherency κ that would explain it without contention, a tenth of it
 */
record Shape(double slope, double highest, double widest, double contention, double coherency) {
  private static final double LEAST = 1e-6;

  static Shape of(Observations data) {
    double slope = 0;
    double highest = 0;
    double widest = 0;
    double last = 0;
    for (int i = 0; i < data.size(); i++) {
      slope = Math.max(slope, data.y(i) / data.x(i));
      highest = Math.max(highest, data.y(i));
      last = data.x(i) >= widest ? data.y(i) : last;
      widest = Math.max(widest, data.x(i));
    }
    slope = Math.max(slope, Double.MIN_NORMAL);
    double cost = Math.max(slope * widest / Math.max(last, slope * LEAST) - 1, LEAST);
    double others = Math.max(widest - 1, 1);
    return new Shape(
        slope,
        highest,
        widest,
        Math.min(0.9, cost / others / 2),
        Math.max(1e-9, cost / others / widest / 2));
  }
}
