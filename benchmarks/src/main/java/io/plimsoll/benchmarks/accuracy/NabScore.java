package io.plimsoll.benchmarks.accuracy;

import java.util.Arrays;
import java.util.List;

/**
 * The score of the Numenta Anomaly Benchmark, version 1.1 (Lavin and Ahmad 2015, arXiv:1510.03336):
 * an early hit of a window earns most, a missed window and each false alarm cost. 0 is a detector
 * that never rings, 100 one that rings at the start of each window and nowhere else.
 */
final class NabScore {
  private static final double EARLIEST = sigmoid(-1);

  private final double falseAlarmWeight;
  private double sum;
  private int windows;
  private int hits;
  private int falseAlarms;

  /**
   * @param falseAlarmWeight 0.11 in the standard profile, 0.22 in the one that rewards few
   */
  NabScore(double falseAlarmWeight) {
    this.falseAlarmWeight = falseAlarmWeight;
  }

  /** First rows of a series that are never judged: 15 %, at most 750. */
  static int probation(int rows) {
    return (int) Math.min(Math.floor(0.15 * rows), 750);
  }

  /**
   * Adds a series.
   *
   * @param scores one per row
   * @param spans first and last row of each window, in order
   */
  void add(double[] scores, List<int[]> spans, double threshold) {
    double[] best = new double[spans.size()];
    Arrays.fill(best, -1);
    for (int i = probation(scores.length); i < scores.length; i++) {
      if (scores[i] >= threshold) {
        alarm(i, spans, best);
      }
    }
    sum += Arrays.stream(best).sum();
    hits += (int) Arrays.stream(best).filter(value -> value > -1).count();
    windows += best.length;
  }

  double normalised() {
    return 100 * (sum + windows) / (2.0 * windows);
  }

  int windows() {
    return windows;
  }

  int hits() {
    return hits;
  }

  int falseAlarms() {
    return falseAlarms;
  }

  private void alarm(int row, List<int[]> spans, double[] best) {
    double value = -1;
    for (int w = 0; w < best.length; w++) {
      int first = spans.get(w)[0];
      int last = spans.get(w)[1];
      double width = last - first + 1.0;
      if (row >= first && row <= last) {
        best[w] = Math.max(best[w], sigmoid(-(last - row + 1) / width) / EARLIEST);
        return;
      }
      if (row > last) {
        value = sigmoid((row - last) / (width - 1));
      }
    }
    falseAlarms++;
    sum += falseAlarmWeight * value;
  }

  private static double sigmoid(double position) {
    return position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
  }
}
