package io.plimsoll.benchmarks.faultlab;

import io.plimsoll.benchmarks.faultlab.LabCase.Strength;
import io.plimsoll.benchmarks.figures.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts verdicts: the confusion matrix, and how often the right cause was named. */
final class Score {
  private static final int SOON = 3;
  private static final double MOST_ACCUSED = 0.02;

  private final List<Verdict> verdicts = new ArrayList<>();

  synchronized void add(Verdict verdict) {
    System.err.println("  " + verdict);
    verdicts.add(verdict);
  }

  /** Lines are faults, with what should be said; columns are strengths. */
  synchronized String confusion() {
    Map<String, Map<Strength, Map<String, Integer>>> rows = new TreeMap<>();
    for (Verdict each : verdicts) {
      rows.computeIfAbsent(
              each.of().fault() + " (" + each.of().expected() + ")", none -> new TreeMap<>())
          .computeIfAbsent(each.strength(), none -> new TreeMap<>())
          .merge(each.named(), 1, Integer::sum);
    }
    StringBuilder out =
        new StringBuilder("| fault (expected) | mild | clear | severe |\n|---|---|---|---|\n");
    rows.forEach(
        (fault, cells) -> {
          out.append("| ").append(fault);
          for (Strength each : Strength.all()) {
            out.append(" | ").append(cell(cells.getOrDefault(each, Map.of())));
          }
          out.append(" |\n");
        });
    return out.append('\n').toString();
  }

  private static String cell(Map<String, Integer> said) {
    List<String> parts = new ArrayList<>();
    said.forEach((name, count) -> parts.add(name + " " + count));
    return String.join(", ", parts);
  }

  synchronized List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    for (Strength each : Strength.all()) {
      List<Verdict> tried =
          verdicts.stream().filter(v -> isFault(v) && v.strength() == each).toList();
      if (!tried.isEmpty()) {
        figures.add(share("top-1, " + each.label(), right(tried), tried.size(), each.goal()));
      }
    }
    quiet(figures);
    soon(figures);
    fillingUp().ifPresent(figures::add);
    return figures;
  }

  private void soon(List<Figure> figures) {
    for (Strength each : Strength.all()) {
      List<Verdict> tried =
          verdicts.stream().filter(v -> v.of().isAbrupt() && v.strength() == each).toList();
      if (!tried.isEmpty()) {
        long soon =
            tried.stream().filter(v -> v.windows().filter(n -> n <= SOON).isPresent()).count();
        figures.add(
            share(
                "abrupt faults found within 3 windows, " + each.label(), soon, tried.size(), 0.95));
      }
    }
  }

  private Optional<Figure> fillingUp() {
    return verdicts.stream()
        .filter(v -> v.of().fillsUp())
        .map(v -> v.strength().label() + " " + v.windows().map(String::valueOf).orElse("never"))
        .reduce((a, b) -> a + ", " + b)
        .map(text -> Figure.of("a queue that has to fill first: windows until found", text));
  }

  private void quiet(List<Figure> figures) {
    List<Verdict> quiet = verdicts.stream().filter(v -> !isFault(v)).toList();
    if (!quiet.isEmpty()) {
      long accused = quiet.size() - right(quiet);
      figures.add(
          Figure.of(
              "fault-free runs with findings",
              accused + " of " + quiet.size(),
              "≤ 2 %",
              accused <= MOST_ACCUSED * quiet.size()));
    }
  }

  private static boolean isFault(Verdict verdict) {
    return verdict.of().kind() != LabCase.Kind.QUIET;
  }

  private static long right(List<Verdict> tried) {
    return tried.stream().filter(Verdict::isRight).count();
  }

  private static Figure share(String name, long of, long all, double goal) {
    double share = (double) of / all;
    String text = String.format(Locale.ROOT, "%.2f (%d of %d)", share, of, all);
    return Figure.of(name, text, "≥ " + goal, share >= goal);
  }
}
