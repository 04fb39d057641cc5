package io.plimsoll.stats.anomaly;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** The latest values in order of size, for quantiles that move along. Not thread-safe. */
final class SortedWindow {
  private final double[] sorted;
  private final Deque<Double> arrived = new ArrayDeque<>();
  private int count;

  SortedWindow(int capacity) {
    sorted = new double[capacity];
  }

  void add(double value) {
    if (count == sorted.length) {
      int place = Arrays.binarySearch(sorted, 0, count, arrived.removeFirst());
      System.arraycopy(sorted, place + 1, sorted, place, count - place - 1);
      count--;
    }
    int found = Arrays.binarySearch(sorted, 0, count, value);
    int place = found < 0 ? -found - 1 : found;
    System.arraycopy(sorted, place, sorted, place + 1, count - place);
    sorted[place] = value;
    arrived.addLast(value);
    count++;
  }

  int size() {
    return count;
  }

  /** By size; the smallest is 0. */
  double ranked(int rank) {
    return sorted[rank];
  }

  /** The median of the distances from the median; 0 when there are no values. */
  double medianDeviation() {
    if (count == 0) {
      return 0;
    }
    double median = sorted[count / 2];
    int left = count / 2;
    int right = left + 1;
    double distance = 0;
    for (int taken = 0; taken <= count / 2; taken++) {
      double below = left >= 0 ? median - sorted[left] : Double.POSITIVE_INFINITY;
      double beyond = right < count ? sorted[right] - median : Double.POSITIVE_INFINITY;
      distance = Math.min(below, beyond);
      if (below <= beyond) {
        left--;
      } else {
        right++;
      }
    }
    return distance;
  }
}
