package io.plimsoll.benchmarks.accuracy;

import io.plimsoll.stats.fit.Model;
import io.plimsoll.stats.fit.Observations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A nonlinear regression problem as NIST's Statistical Reference Datasets write it: the model as a
 * formula over one or more lines, starts and certified values in a table, then the data.
 */
final class NistProblem {
  private static final Pattern ROW = Pattern.compile("\\s*b(\\d+)\\s*=\\s*(.*)");
  private static final Pattern EQUATION =
      Pattern.compile("\\s*(\\w+(?:[\\[(]\\w+[\\])])?)\\s*=(.*)");

  private final String name;
  private final Model model;
  private final Observations data;
  private final List<double[]> rows;
  private final double certifiedSum;

  private NistProblem(
      String name, Model model, Observations data, List<double[]> rows, double certifiedSum) {
    this.name = name;
    this.model = model;
    this.data = data;
    this.rows = rows;
    this.certifiedSum = certifiedSum;
  }

  /** Reads a .dat file; an IllegalArgumentException says what can't be read. */
  static NistProblem read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    List<double[]> rows = table(lines);
    String[] sides = equation(lines);
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.dat$", "");
    return new NistProblem(
        name, new Formula(sides[1], rows.size()), data(lines, sides[0]), rows, sumOfSquares(lines));
  }

  private static List<double[]> table(List<String> lines) {
    List<double[]> rows = new ArrayList<>();
    for (String line : lines) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.add(numbers(row.group(2)));
      }
    }
    return rows;
  }

  /** Left side and right side of the last equation after "Model:", without the error term. */
  private static String[] equation(List<String> lines) {
    int from = index(lines, "Model:");
    String left = "";
    StringBuilder right = new StringBuilder();
    for (String line : lines.subList(from + 1, lines.size())) {
      if (line.strip().toLowerCase(Locale.ROOT).startsWith("starting values")) {
        break;
      }
      Matcher equation = EQUATION.matcher(line);
      if (equation.matches()) {
        left = equation.group(1);
        right.setLength(0);
        right.append(equation.group(2));
      } else if (!left.isEmpty()) {
        right.append(' ').append(line);
      }
    }
    return new String[] {left, right.toString().strip().replaceFirst("\\+\\s*e$", "")};
  }

  private static Observations data(List<String> lines, String left) {
    int from = lastIndex(lines, "Data:");
    List<double[]> rows =
        lines.subList(from + 1, lines.size()).stream()
            .filter(line -> !line.isBlank())
            .map(NistProblem::numbers)
            .toList();
    boolean log = left.matches("(?i)(log|ln)[\\[(]y[\\])]");
    double[] y = rows.stream().mapToDouble(row -> log ? Math.log(row[0]) : row[0]).toArray();
    double[][] x =
        rows.stream().map(row -> Arrays.copyOfRange(row, 1, row.length)).toArray(double[][]::new);
    return Observations.of(x, y);
  }

  private static double sumOfSquares(List<String> lines) {
    String line = lines.get(index(lines, "Residual Sum of Squares:"));
    return Double.parseDouble(line.substring(line.indexOf(':') + 1).strip());
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.strip().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
  }

  private static int index(List<String> lines, String start) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(start)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no line begins with " + start);
  }

  private static int lastIndex(List<String> lines, String start) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (lines.get(i).startsWith(start)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no line begins with " + start);
  }

  String name() {
    return name;
  }

  Model model() {
    return model;
  }

  Observations data() {
    return data;
  }

  /** How many starts the file has; certified value and deviation are the last two columns. */
  int starts() {
    return rows.get(0).length - 2;
  }

  double[] start(int number) {
    return rows.stream().mapToDouble(row -> row[number]).toArray();
  }

  double[] certified() {
    return rows.stream().mapToDouble(row -> row[row.length - 2]).toArray();
  }

  double[] certifiedDeviations() {
    return rows.stream().mapToDouble(row -> row[row.length - 1]).toArray();
  }

  double certifiedSum() {
    return certifiedSum;
  }
}
