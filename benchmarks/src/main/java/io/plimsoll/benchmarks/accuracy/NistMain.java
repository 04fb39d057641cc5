package io.plimsoll.benchmarks.accuracy;

import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.benchmarks.figures.FigureTable;
import io.plimsoll.stats.fit.Fit;
import io.plimsoll.stats.fit.FitException;
import io.plimsoll.stats.fit.LeastSquares;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Fits NIST's nonlinear regression problems from each of their starts: {@code FIGURES --data DIR
 * --out OUT}. DIR/*.dat are files as NIST publishes them, model included; OUT/predictions.json gets
 * the estimates and the correct digits of each run.
 */
public final class NistMain {
  /** NIST certifies 11 digits. */
  private static final double CERTIFIED_DIGITS = 11;

  private NistMain() {}

  /** One fit from one start; digits are those of the worst parameter. */
  private record Run(
      String problem,
      int start,
      double digits,
      double deviationDigits,
      double sumDigits,
      List<Double> estimates,
      String trouble) {}

  public static void main(String[] args) throws Exception {
    AccuracyArguments arguments = AccuracyArguments.of(args);
    List<Run> runs = new ArrayList<>();
    for (Path file : problems(arguments.data())) {
      NistProblem problem = NistProblem.read(file);
      for (int start = 0; start < problem.starts(); start++) {
        runs.add(run(problem, start));
      }
    }
    FigureTable.write(runs, arguments.out().resolve("predictions.json"));
    List<Figure> figures = figures(runs);
    System.out.print(FigureTable.markdown(figures));
    FigureTable.write(figures, arguments.figures());
  }

  private static List<Path> problems(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".dat")).sorted().toList();
    }
  }

  private static Run run(NistProblem problem, int start) {
    try {
      Fit fit = LeastSquares.from(problem.model(), problem.data(), problem.start(start));
      return new Run(
          problem.name(),
          start + 1,
          digits(fit.parameters(), problem.certified()),
          digits(deviations(fit), problem.certifiedDeviations()),
          digits(fit.residualSumOfSquares(), problem.certifiedSum()),
          Arrays.stream(fit.parameters()).boxed().toList(),
          "");
    } catch (FitException e) {
      return new Run(problem.name(), start + 1, 0, 0, 0, List.of(), e.getMessage());
    }
  }

  private static double[] deviations(Fit fit) {
    double[] deviations = new double[fit.parameters().length];
    Arrays.setAll(deviations, i -> fit.standardError(i).orElse(0));
    return deviations;
  }

  private static double digits(double[] found, double[] certified) {
    double worst = CERTIFIED_DIGITS;
    for (int i = 0; i < found.length; i++) {
      worst = Math.min(worst, digits(found[i], certified[i]));
    }
    return worst;
  }

  /** Log relative error, between 0 and the digits that are certified. */
  private static double digits(double found, double certified) {
    double error = Math.abs(found - certified);
    double digits = -Math.log10(certified == 0 ? error : error / Math.abs(certified));
    return Double.isNaN(digits) ? 0 : Math.max(0, Math.min(CERTIFIED_DIGITS, digits));
  }

  private static List<Figure> figures(List<Run> runs) {
    List<Figure> figures = new ArrayList<>();
    Map<String, List<Run>> byProblem = new LinkedHashMap<>();
    runs.forEach(run -> byProblem.computeIfAbsent(run.problem(), p -> new ArrayList<>()).add(run));
    byProblem.forEach(
        (name, all) ->
            figures.add(
                Figure.of(
                    name + ": digits of the worst parameter, from each start",
                    String.join(", ", all.stream().map(run -> shown(run.digits())).toList()))));
    long met = runs.stream().filter(run -> run.digits() >= 7).count();
    double mean = runs.stream().mapToDouble(Run::digits).average().orElse(0);
    figures.add(
        Figure.of(
            "runs with 7 digits or more", met + " of " + runs.size(), "all", met == runs.size()));
    figures.add(Figure.of("mean digits", shown(mean), "≥ 10", mean >= 10));
    figures.add(
        Figure.of(
            "mean digits of the standard deviations",
            shown(runs.stream().mapToDouble(Run::deviationDigits).average().orElse(0))));
    return figures;
  }

  private static String shown(double digits) {
    return String.format(Locale.ROOT, "%.2f", digits);
  }
}
