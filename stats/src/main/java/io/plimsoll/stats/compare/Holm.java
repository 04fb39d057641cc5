package io.plimsoll.stats.compare;

import java.util.Arrays;

/**
 * Holm's (1979) correction: with many metrics looked at, the chance that even one is wrongly called
 * changed stays at the level.
 */
public final class Holm {
  private Holm() {}

  /**
   * @param pValues one per metric, 0…1
   * @return adjusted ones in the same order, to be held against the level
   */
  public static double[] adjusted(double[] pValues) {
    int n = pValues.length;
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (i, j) -> Double.compare(pValues[i], pValues[j]));
    double[] adjusted = new double[n];
    double largest = 0;
    for (int rank = 0; rank < n; rank++) {
      largest = Math.max(largest, Math.min(1, (n - rank) * pValues[order[rank]]));
      adjusted[order[rank]] = largest;
    }
    return adjusted;
  }
}
