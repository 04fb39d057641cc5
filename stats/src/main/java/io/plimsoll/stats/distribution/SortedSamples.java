package io.plimsoll.stats.distribution;

import java.util.Arrays;

/**
 * Readings in ascending order, merged in any order with the same result as long as there are at
 * most {@value #MOST}; beyond that they are thinned to as many, evenly spaced by rank. Immutable
 * and thread-safe.
 */
public final class SortedSamples {
  /** Readings kept: all those of a minute at ten a second. */
  public static final int MOST = 600;

  private final double[] sorted;

  private SortedSamples(double[] sorted) {
    this.sorted = sorted;
  }

  /**
   * @param values finite, in any order
   */
  public static SortedSamples of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new SortedSamples(thinned(sorted));
  }

  public SortedSamples plus(SortedSamples other) {
    double[] both = new double[sorted.length + other.sorted.length];
    int i = 0;
    int j = 0;
    for (int k = 0; k < both.length; k++) {
      boolean mine = j >= other.sorted.length;
      mine |= i < sorted.length && j < other.sorted.length && sorted[i] <= other.sorted[j];
      both[k] = mine ? sorted[i++] : other.sorted[j++];
    }
    return new SortedSamples(thinned(both));
  }

  private static double[] thinned(double[] sorted) {
    if (sorted.length <= MOST) {
      return sorted;
    }
    double[] kept = new double[MOST];
    for (int i = 0; i < MOST; i++) {
      kept[i] = sorted[(int) Math.round((double) i * (sorted.length - 1) / (MOST - 1))];
    }
    return kept;
  }

  /**
   * The smallest reading that at least this share of them do not exceed: the nearest rank.
   *
   * @param q 0 to 1
   * @throws IllegalStateException without any reading
   */
  public double quantile(double q) {
    if (sorted.length == 0) {
      throw new IllegalStateException("no readings");
    }
    int rank = (int) Math.ceil(q * sorted.length);
    return sorted[Math.max(1, Math.min(sorted.length, rank)) - 1];
  }

  public int size() {
    return sorted.length;
  }

  public double get(int index) {
    return sorted[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SortedSamples samples && Arrays.equals(sorted, samples.sorted);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sorted);
  }

  @Override
  public String toString() {
    return "samples" + Arrays.toString(sorted);
  }
}
