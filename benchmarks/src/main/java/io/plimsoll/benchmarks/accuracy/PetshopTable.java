package io.plimsoll.benchmarks.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file of PetShop: columns named by three rows (service, metric, statistic), then a row per five
 * minutes.
 *
 * @param columns by name; NaN where nothing was measured
 */
record PetshopTable(Map<Column, List<Double>> columns) {
  record Column(String service, String metric, String statistic) {}

  static PetshopTable read(Path file) throws IOException {
    List<String[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      rows.add(line.split(",", -1));
    }
    Map<Column, List<Double>> columns = new LinkedHashMap<>();
    int width = rows.get(0).length;
    for (int i = 1; i < width; i++) {
      List<Double> values = new ArrayList<>();
      for (String[] row : rows.subList(3, rows.size())) {
        if (row.length == width) {
          values.add(row[i].isEmpty() ? Double.NaN : Double.parseDouble(row[i]));
        }
      }
      columns.put(new Column(rows.get(0)[i], rows.get(1)[i], rows.get(2)[i]), values);
    }
    return new PetshopTable(columns);
  }

  /** Which service calls which. */
  static Map<String, List<String>> calls(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String[] names = lines.get(0).split(",", -1);
    Map<String, List<String>> calls = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split(",", -1);
      List<String> called = new ArrayList<>();
      for (int i = 1; i < row.length; i++) {
        if (Double.parseDouble(row[i]) != 0) {
          called.add(names[i]);
        }
      }
      calls.put(row[0], called);
    }
    return calls;
  }

  int rows() {
    return columns.values().iterator().next().size();
  }

  List<Double> of(String service, String metric, String statistic) {
    return columns.getOrDefault(new Column(service, metric, statistic), List.of());
  }

  /** These rows only. */
  PetshopTable rows(int from, int to) {
    Map<Column, List<Double>> cut = new LinkedHashMap<>();
    columns.forEach((column, values) -> cut.put(column, values.subList(from, to)));
    return new PetshopTable(cut);
  }

  /** All but these rows. */
  PetshopTable without(int from, int to) {
    Map<Column, List<Double>> rest = new LinkedHashMap<>();
    columns.forEach(
        (column, values) -> {
          List<Double> left = new ArrayList<>(values.subList(0, from));
          left.addAll(values.subList(to, values.size()));
          rest.put(column, left);
        });
    return new PetshopTable(rest);
  }
}
