package io.plimsoll.benchmarks.accuracy;

import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.stats.fit.Observations;
import io.plimsoll.stats.scaling.UslFit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A table of loads and throughputs as it was measured, fitted with the Universal Scalability Law:
 * the columns {@code db_time} (mean active sessions) and {@code txn_rate} of a database in use, or
 * else the first two. Nothing is published of it here; what was found is told.
 *
 * @param name of the file
 * @param found by the names that the other cases use
 */
record UslTable(String name, Map<String, Object> found) {
  private static final List<String> PARAMETERS = List.of("lambda_", "sigma", "kappa");

  static UslTable read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> header = List.of(lines.get(0).split(",", -1));
    int load = Math.max(0, header.indexOf("db_time"));
    int throughput = header.contains("txn_rate") ? header.indexOf("txn_rate") : 1;
    double[][] rows =
        lines.stream()
            .skip(1)
            .filter(line -> !line.isBlank())
            .map(line -> line.split(",", -1))
            .map(cells -> new double[] {number(cells[load]), number(cells[throughput])})
            .toArray(double[][]::new);
    UslFit usl =
        UslFit.of(
            Observations.of(
                Arrays.stream(rows).mapToDouble(row -> row[0]).toArray(),
                Arrays.stream(rows).mapToDouble(row -> row[1]).toArray()));
    return new UslTable(String.valueOf(file.getFileName()), found(rows.length, usl));
  }

  private static double number(String name, Map<String, Object> found) {
    return (Double) found.get(name);
  }

  private static double number(String cell) {
    return Double.parseDouble(cell.strip());
  }

  private static Map<String, Object> found(int rows, UslFit usl) {
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("rows", rows);
    for (int i = 0; i < PARAMETERS.size(); i++) {
      found.put(PARAMETERS.get(i), usl.fit().parameter(i));
      found.put("se_" + PARAMETERS.get(i), usl.fit().standardError(i).orElse(0.0));
    }
    found.put("rss", usl.fit().residualSumOfSquares());
    usl.peakLoad().ifPresent(peak -> found.put("peak_n", peak));
    found.put("notes", usl.notes());
    return found;
  }

  List<Figure> figures() {
    return List.of(
        Figure.of(
            name + ", " + found.get("rows") + " rows: λ, σ, κ (standard errors)",
            String.format(
                Locale.ROOT,
                "%.6g (%.4g), %.6g (%.4g), %.6g (%.4g)",
                number("lambda_", found),
                number("se_lambda_", found),
                number("sigma", found),
                number("se_sigma", found),
                number("kappa", found),
                number("se_kappa", found))));
  }
}
