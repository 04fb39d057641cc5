package io.plimsoll.benchmarks.ablive;

import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.benchmarks.figures.FigureTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Comparisons of real runs against lab targets on this machine, as busy as it is: {@code ROOT
 * FIGURES [--quick]}. Each is one {@code plimsoll run --repeat 5 --baseline-target}; targets of the
 * same build, with 15 % more service time, and, half as often, with 5 % more, by turns. Nothing may
 * be called a regression of the first kind, and all of the second must be.
 */
public final class AbLiveMain {
  private static final int ROUNDS = 20;
  private static final int QUICK_ROUNDS = 2;

  private AbLiveMain() {}

  public static void main(String[] args) throws Exception {
    int rounds = List.of(args).contains("--quick") ? QUICK_ROUNDS : ROUNDS;
    Map<Build, List<Said>> said = new EnumMap<>(Build.class);
    Path directory = Files.createTempDirectory("ab-live");
    long began = System.nanoTime();
    try (LiveComparisons comparisons = LiveComparisons.start(Path.of(args[0]), directory)) {
      for (int round = 1; round <= rounds; round++) {
        for (Build build : Build.values()) {
          if (build == Build.LITTLE_SLOWER && round % 2 == 0) {
            continue; // nothing is promised of it: half as many tell its rate
          }
          Said one = comparisons.compare(build);
          said.computeIfAbsent(build, any -> new ArrayList<>()).add(one);
          System.err.printf(Locale.ROOT, "  %d, %s: %s%n", round, build.title(), one);
        }
      }
    }
    List<Figure> figures = figures(said, System.nanoTime() - began);
    System.out.print(FigureTable.markdown(figures));
    FigureTable.write(figures, Path.of(args[1]));
  }

  private static List<Figure> figures(Map<Build, List<Said>> said, long nanos) {
    List<Figure> figures = new ArrayList<>();
    for (Build build : Build.values()) {
      List<Said> all = said.get(build);
      long worse = all.stream().filter(Said::worse).count();
      String text = "%d of %d".formatted(worse, all.size());
      switch (build) {
        case SAME ->
            figures.add(Figure.of("same build called a regression", text, "0", worse == 0));
        case SLOWER ->
            figures.add(Figure.of("+15 % service time found", text, "all", worse == all.size()));
        case LITTLE_SLOWER -> figures.add(Figure.of("+5 % service time called a regression", text));
      }
      figures.add(
          Figure.of(
              "change of response.p50 seen, " + build.title(),
              all.stream()
                      .map(each -> String.format(Locale.ROOT, "%+.1f", 100 * each.medianChange()))
                      .reduce((a, b) -> a + ", " + b)
                      .orElse("")
                  + " %"));
    }
    figures.add(Figure.of("time of all", nanos / 60_000_000_000L + " min"));
    return figures;
  }
}
