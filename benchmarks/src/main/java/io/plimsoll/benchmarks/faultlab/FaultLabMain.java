package io.plimsoll.benchmarks.faultlab;

import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.benchmarks.figures.FigureTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every fault of the lab target under load, and what was said of it: {@code ROOT FIGURES [--quick]
 * [--only FAULT]}. Prints the confusion matrix, and how often the right cause was named. With
 * --quick each fault is on once, clearly; without it in every strength with two seeds.
 */
public final class FaultLabMain {
  private static final List<String> STRENGTHS = List.of("mild", "clear", "severe");
  private static final Duration THREE_WINDOWS = Duration.ofSeconds(3);

  private final Map<String, Map<String, Integer>> matrix = new TreeMap<>();
  private final Map<String, int[]> byStrength = new TreeMap<>();
  private int quietRuns;
  private int accusedQuiet;
  private int abrupt;
  private int soon;

  private FaultLabMain() {}

  public static void main(String[] args) throws Exception {
    List<String> given = List.of(args);
    boolean quick = given.contains("--quick");
    Optional<String> only =
        given.contains("--only")
            ? Optional.of(given.get(given.indexOf("--only") + 1))
            : Optional.empty();
    FaultLabMain lab = new FaultLabMain();
    LabRun run = new LabRun(Path.of(args[0]), Files.createTempDirectory("faultlab"));
    for (LabCase each : LabCase.all()) {
      if (only.isPresent() && !only.get().equals(each.name())) {
        continue;
      }
      for (String strength : quick ? List.of("clear") : STRENGTHS) {
        for (long seed = 101; seed <= (quick ? 101 : 102); seed++) {
          lab.add(each, strength, run.run(each, strength, seed));
        }
      }
    }
    List<Figure> figures = lab.figures();
    System.out.print(lab.confusion());
    System.out.print(FigureTable.markdown(figures));
    FigureTable.write(figures, Path.of(args[1]));
  }

  private void add(LabCase of, String strength, Accusation said) {
    boolean right = said.named().equals(of.expected());
    System.err.printf(
        "  %s, %s: %s%s%n",
        of.name(), strength, said.named(), right ? "" : ", expected " + of.expected());
    matrix
        .computeIfAbsent(of.name() + " (" + of.expected() + ")", none -> new TreeMap<>())
        .merge(said.named(), 1, Integer::sum);
    if (of.fault().isEmpty()) {
      quietRuns++;
      accusedQuiet += right ? 0 : 1;
      return;
    }
    int[] counts = byStrength.computeIfAbsent(strength, none -> new int[2]);
    counts[0] += right ? 1 : 0;
    counts[1]++;
    if (!of.expected().endsWith("drift")) {
      abrupt++;
      soon += said.delay().filter(delay -> delay.compareTo(THREE_WINDOWS) <= 0).isPresent() ? 1 : 0;
    }
  }

  private String confusion() {
    StringBuilder out = new StringBuilder("| fault (expected) | said |\n|---|---|\n");
    matrix.forEach(
        (fault, said) -> {
          List<String> cells = new ArrayList<>();
          said.forEach((name, count) -> cells.add(name + " " + count));
          out.append("| ")
              .append(fault)
              .append(" | ")
              .append(String.join(", ", cells))
              .append(" |\n");
        });
    return out.append('\n').toString();
  }

  private List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    byStrength.forEach(
        (strength, counts) ->
            figures.add(
                figure(
                    "top-1, " + strength,
                    counts[0],
                    counts[1],
                    strength.equals("mild") ? 0.8 : 0.95)));
    if (quietRuns > 0) {
      figures.add(
          Figure.of(
              "fault-free runs with findings",
              accusedQuiet + " of " + quietRuns,
              "≤ 2 %",
              accusedQuiet == 0));
    }
    if (abrupt > 0) {
      figures.add(
          Figure.of("abrupt faults seen to begin within 3 windows", soon + " of " + abrupt));
    }
    return figures;
  }

  private static Figure figure(String name, int of, int all, double goal) {
    double share = (double) of / all;
    String text = String.format(Locale.ROOT, "%.2f (%d of %d)", share, of, all);
    return Figure.of(name, text, "≥ " + goal, share >= goal);
  }
}
