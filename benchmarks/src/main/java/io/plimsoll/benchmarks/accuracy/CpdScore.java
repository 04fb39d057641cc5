package io.plimsoll.benchmarks.accuracy;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Change points against several annotators (van den Burg and Williams 2020): precision against the
 * union of what they marked, recall averaged over them, within five points; and how well segments
 * cover theirs.
 */
final class CpdScore {
  private static final int MARGIN = 5;

  private CpdScore() {}

  static double f1(List<List<Integer>> annotators, List<Integer> found) {
    Set<Integer> union = with0(annotators.stream().flatMap(List::stream).toList());
    Set<Integer> points = with0(found);
    double precision = matched(union, points) / (double) points.size();
    double recall =
        annotators.stream()
            .map(CpdScore::with0)
            .mapToDouble(marks -> matched(marks, points) / (double) marks.size())
            .average()
            .orElse(0);
    return 2 * precision * recall / (precision + recall);
  }

  static double cover(List<List<Integer>> annotators, List<Integer> found, int n) {
    return annotators.stream()
        .mapToDouble(marks -> cover(with0(marks), with0(found), n))
        .average()
        .orElse(0);
  }

  private static double cover(Set<Integer> marks, Set<Integer> found, int n) {
    double total = 0;
    for (int from : marks) {
      int to = end(marks, from, n);
      double best = 0;
      for (int start : found) {
        int stop = end(found, start, n);
        double common = Math.min(to, stop) - Math.max(from, start);
        best = Math.max(best, common / (Math.max(to, stop) - Math.min(from, start)));
      }
      total += (to - from) * best;
    }
    return total / n;
  }

  private static int end(Set<Integer> starts, int from, int n) {
    return starts.stream().filter(start -> start > from).min(Integer::compare).orElse(n);
  }

  private static int matched(Set<Integer> truth, Set<Integer> found) {
    Set<Integer> free = new TreeSet<>(found);
    int matched = 0;
    for (int mark : truth) {
      var nearest =
          free.stream()
              .filter(point -> Math.abs(point - mark) <= MARGIN)
              .min((a, b) -> Integer.compare(Math.abs(a - mark), Math.abs(b - mark)));
      matched += nearest.filter(free::remove).isPresent() ? 1 : 0;
    }
    return matched;
  }

  private static Set<Integer> with0(Collection<Integer> points) {
    Set<Integer> all = new TreeSet<>(points);
    all.add(0);
    return all;
  }
}
