package io.plimsoll.benchmarks.figures;

import java.util.Arrays;

/** The middle of few values. */
public final class Medians {
  private Medians() {}

  /**
   * The median; of an even number the mean of the two in the middle.
   *
   * @throws IllegalArgumentException without values
   */
  public static double of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("expected at least one value");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
