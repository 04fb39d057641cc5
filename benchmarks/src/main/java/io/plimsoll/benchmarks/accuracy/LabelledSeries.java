package io.plimsoll.benchmarks.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A series of a set: CSV with a header and the columns timestamp, value and, in some sets, label.
 * What is no number repeats the value before.
 *
 * @param name path below the set's directory, with slashes
 * @param stamps as written
 * @param times seconds since the epoch
 * @param values one per row
 * @param labels 1 where people saw an anomaly; all 0 in sets that keep their labels elsewhere
 */
record LabelledSeries(
    String name, List<String> stamps, List<Long> times, List<Double> values, List<Integer> labels) {
  LabelledSeries {
    stamps = List.copyOf(stamps);
    times = List.copyOf(times);
    values = List.copyOf(values);
    labels = List.copyOf(labels);
  }

  /** Every CSV file below a directory, by name. */
  static List<LabelledSeries> below(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new IOException(directory + ": no CSV files below it");
    }
    List<LabelledSeries> all = new ArrayList<>();
    for (Path file : files) {
      all.add(read(directory, file));
    }
    return all;
  }

  int size() {
    return values.size();
  }

  /** The usual step, in seconds: the median of the first two hundred; at least 1. */
  long stepSeconds() {
    long[] steps = new long[Math.min(size() - 1, 200)];
    Arrays.setAll(steps, i -> times.get(i + 1) - times.get(i));
    Arrays.sort(steps);
    return steps.length == 0 ? 1 : Math.max(1, steps[steps.length / 2]);
  }

  /** Seconds since the epoch of "2014-04-01 00:05:00", with or without T, Z and fractions. */
  static long seconds(String stamp) {
    String plain = stamp.strip().replace('T', ' ').replace("Z", "");
    int point = plain.indexOf('.');
    String whole = point < 0 ? plain : plain.substring(0, point);
    return LocalDateTime.parse(whole.replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC);
  }

  private static LabelledSeries read(Path directory, Path file) throws IOException {
    List<String> lines = Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    List<String> header = List.of(cells(lines.get(0).toLowerCase(Locale.ROOT)));
    int value = header.indexOf("value");
    int label = header.indexOf("label");
    if (value < 0) {
      throw new IOException(file + ": no column named value, found " + header);
    }
    List<String> stamps = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = cells(line);
      stamps.add(cells[header.indexOf("timestamp")]);
      double before = values.isEmpty() ? 0 : values.get(values.size() - 1);
      values.add(number(cells, value, before));
      labels.add((int) number(cells, label, 0));
    }
    String name = directory.relativize(file).toString().replace('\\', '/');
    return new LabelledSeries(
        name, stamps, stamps.stream().map(LabelledSeries::seconds).toList(), values, labels);
  }

  private static String[] cells(String line) {
    return line.replace("\"", "").strip().split(",", -1);
  }

  private static double number(String[] cells, int column, double otherwise) {
    if (column < 0 || column >= cells.length || cells[column].isBlank()) {
      return otherwise;
    }
    try {
      double number = Double.parseDouble(cells[column]);
      return Double.isFinite(number) ? number : otherwise;
    } catch (NumberFormatException e) {
      return otherwise; // the sets mark gaps in several ways
    }
  }
}
