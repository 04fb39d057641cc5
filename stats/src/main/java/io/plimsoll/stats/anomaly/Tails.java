package io.plimsoll.stats.anomaly;

/**
 * Both tails of the distances of a series from what was expected of it: the largest tenth on each
 * side, taken for exponential with their mean excess as its scale (peaks over threshold; Pickands
 * 1975). What exceeds a tail by far is remembered cut to size. Constant memory; not thread-safe.
 */
final class Tails {
  private static final double TAIL = 0.9;
  private static final double FEWEST_MADS = 0.5;
  private static final double NORMAL_MAD = 1.4826;
  private static final double CUT = 3.5;
  private static final int FEWEST = 30;

  private final SortedWindow distances;

  /**
   * A distance held against those before.
   *
   * @param excess beyond the tail's threshold, in scales; at most 0 within it, 0 while too few are
   *     known
   * @param usual the distance without what is unusual about it
   */
  record Held(double excess, double usual) {}

  Tails(int remembered) {
    distances = new SortedWindow(remembered);
  }

  /**
   * Holds a distance against those before, without taking it in.
   *
   * @param least smallest scale, 0 or more
   */
  Held held(double distance, double least) {
    int size = distances.size();
    if (size < FEWEST - 1) {
      return new Held(0, distance);
    }
    boolean up = distance > 0;
    int rank = (int) Math.min(size - 1.0, Math.floor(TAIL * size));
    double threshold =
        Math.max(0, up ? distances.ranked(rank) : -distances.ranked(size - 1 - rank));
    double robust = FEWEST_MADS * NORMAL_MAD * distances.medianDeviation();
    double scale = Math.max(least, Math.max(robust, meanExcess(up, threshold)));
    double excess = scale > 0 ? (Math.abs(distance) - threshold) / scale : 0;
    double usual = excess > CUT ? Math.signum(distance) * (threshold + CUT * scale) : distance;
    return new Held(excess, usual);
  }

  private double meanExcess(boolean up, double threshold) {
    int size = distances.size();
    double sum = 0;
    int beyond = 0;
    for (; beyond < size; beyond++) {
      double each = up ? distances.ranked(size - 1 - beyond) : -distances.ranked(beyond);
      if (each <= threshold) {
        break;
      }
      sum += each - threshold;
    }
    return beyond == 0 ? 0 : sum / beyond;
  }

  /** Remembers a distance. */
  void add(double usual) {
    distances.add(usual);
  }
}
