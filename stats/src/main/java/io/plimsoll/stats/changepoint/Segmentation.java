package io.plimsoll.stats.changepoint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The exact minimum of squared deviations from segment means plus a penalty for each border: PELT
 * (Killick, Fearnhead and Eckley 2012). Linear time where borders are many, quadratic at worst.
 */
final class Segmentation {
  private final double[] sums;
  private final double[] squares;
  private final int least;

  /**
   * @param values in units of their noise
   * @param least smallest length of a segment, at least 1
   */
  Segmentation(double[] values, int least) {
    this.least = least;
    sums = new double[values.length + 1];
    squares = new double[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      sums[i + 1] = sums[i] + values[i];
      squares[i + 1] = squares[i] + values[i] * values[i];
    }
  }

  /** The first index of every segment but the first. */
  List<Integer> borders(double penalty) {
    int n = sums.length - 1;
    double[] cost = new double[n + 1];
    int[] last = new int[n + 1];
    cost[0] = -penalty;
    List<Integer> starts = new ArrayList<>();
    for (int end = 1; end <= n; end++) {
      cost[end] = Double.POSITIVE_INFINITY;
      if (end >= least && cost[end - least] < Double.POSITIVE_INFINITY) {
        starts.add(end - least);
      }
      for (int start : starts) {
        double total = cost[start] + squared(start, end) + penalty;
        if (total < cost[end]) {
          cost[end] = total;
          last[end] = start;
        }
      }
      prune(starts, cost, end);
    }
    return walk(last, n);
  }

  /**
   * A start s can never win again once cost(s) + squares(s, e) exceeds cost(e), e being an end from
   * which a segment may already begin: going by e is then cheaper for every later end.
   */
  private void prune(List<Integer> starts, double[] cost, int end) {
    int via = end - least;
    if (via >= least && cost[via] < Double.POSITIVE_INFINITY) {
      starts.removeIf(start -> start < via && beaten(start, via, cost));
    }
  }

  private boolean beaten(int start, int via, double[] cost) {
    return cost[start] + squared(start, via) > cost[via];
  }

  private double squared(int from, int to) {
    double sum = sums[to] - sums[from];
    return squares[to] - squares[from] - sum * sum / (to - from);
  }

  private static List<Integer> walk(int[] last, int n) {
    Deque<Integer> borders = new ArrayDeque<>();
    for (int at = last[n]; at > 0; at = last[at]) {
      borders.addFirst(at);
    }
    return List.copyOf(borders);
  }
}
