package io.plimsoll.benchmarks.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Precision and recall of whole events. Labelled rows at most five apart are one event, alarms at
 * most five apart one alarm. An event is found when an alarm lies in it or up to five rows after
 * it; an alarm that touches no such stretch is false. The first 15 % of a series are not judged.
 */
final class EventScore {
  private static final int GAP = 5;
  private static final int AFTER = 5;

  private int found;
  private int missed;
  private int falseAlarms;

  private record Stretch(int first, int last) {}

  void add(List<Integer> labels, double[] scores, double threshold) {
    int from = (int) (labels.size() * 0.15);
    IntPredicate rings = i -> i >= from && scores[i] >= threshold;
    List<Stretch> events = stretches(labels.size(), i -> labels.get(i) >= 1);
    for (Stretch event : events) {
      if (event.first >= from) {
        boolean hit = false;
        for (int i = event.first; i <= Math.min(scores.length - 1, event.last + AFTER); i++) {
          hit |= rings.test(i);
        }
        found += hit ? 1 : 0;
        missed += hit ? 0 : 1;
      }
    }
    for (Stretch alarm : stretches(labels.size(), rings)) {
      boolean meant =
          events.stream().anyMatch(e -> alarm.first <= e.last + AFTER && alarm.last >= e.first);
      falseAlarms += meant ? 0 : 1;
    }
  }

  double precision() {
    return found + falseAlarms == 0 ? 0 : found / (double) (found + falseAlarms);
  }

  double recall() {
    return found + missed == 0 ? 0 : found / (double) (found + missed);
  }

  double f1() {
    double sum = precision() + recall();
    return sum == 0 ? 0 : 2 * precision() * recall() / sum;
  }

  String counts() {
    return found + " found, " + missed + " missed, " + falseAlarms + " false";
  }

  private static List<Stretch> stretches(int size, IntPredicate marked) {
    List<Stretch> all = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      if (marked.test(i)) {
        Stretch last = all.isEmpty() ? null : all.get(all.size() - 1);
        if (last != null && i - last.last <= GAP + 1) {
          all.set(all.size() - 1, new Stretch(last.first, i));
        } else {
          all.add(new Stretch(i, i));
        }
      }
    }
    return all;
  }
}
