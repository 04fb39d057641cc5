package io.plimsoll.analyzer.finding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which metric tells of which cause: the table in {@code signals.txt}. Immutable. */
final class Signals {
  /** The table that ships. */
  static final Signals SHIPPED = shipped();

  /** Ends the name of how often something was observed in a second, which is no time. */
  private static final String COUNT = "_seconds_count_per_second";

  private final List<Line> lines;

  /** What a metric tells. */
  enum Role {
    USE,
    WAIT,
    LEVEL,
    FLOOR
  }

  /**
   * What one series tells.
   *
   * @param limit in the unit of the series, when it is a number; of a wait, the least that matters
   * @param limitSeries that holds the limit, when it is one
   */
  record Signal(String cause, Role role, Optional<Double> limit, Optional<String> limitSeries) {}

  private record Line(String cause, Role role, String pattern, Pattern series, String limit) {}

  private Signals(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  private static Signals shipped() {
    try (InputStream table = Signals.class.getResourceAsStream("signals.txt")) {
      return new Signals(
          new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))
              .lines()
              .map(line -> line.strip())
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .map(Signals::line)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Line line(String text) {
    String[] columns = text.split("\\s+", -1);
    if (columns.length < 3 || columns.length > 4) {
      throw new IllegalStateException(
          "signals.txt: expected cause, role, series and perhaps a limit, found: " + text);
    }
    StringBuilder regex = new StringBuilder();
    for (String part : columns[2].split("(?<=\\*)|(?=\\*)", -1)) {
      regex.append(part.equals("*") ? "(.*)" : Pattern.quote(part));
    }
    return new Line(
        columns[0],
        Role.valueOf(columns[1].toUpperCase(Locale.ROOT)),
        columns[2],
        Pattern.compile(regex.toString(), Pattern.DOTALL),
        columns.length < 4 ? "" : columns[3]);
  }

  /** What this series tells: at most one signal of each role. */
  List<Signal> of(String series) {
    List<Signal> found = new ArrayList<>();
    for (Line line : lines) {
      Matcher matcher = line.series.matcher(series);
      boolean counts = isCount(series) && !line.pattern.contains(COUNT);
      if (!counts
          && found.stream().noneMatch(each -> each.role() == line.role)
          && matcher.matches()) {
        found.add(signal(line, series, matcher));
      }
    }
    return List.copyOf(found);
  }

  private static boolean isCount(String series) {
    int labels = series.indexOf('{');
    return (labels < 0 ? series : series.substring(0, labels)).endsWith(COUNT);
  }

  /** The patterns of series that are looked for, in the order of the table. */
  List<String> patterns() {
    return lines.stream().map(Line::pattern).toList();
  }

  /** Those of them that a series matches. */
  List<String> patternsOf(String series) {
    return lines.stream()
        .filter(line -> line.series.matcher(series).matches())
        .map(Line::pattern)
        .toList();
  }

  /** Names of the limits that are series, as the table has them, by the pattern they belong to. */
  Map<String, String> limits() {
    Map<String, String> limits = new LinkedHashMap<>();
    lines.stream()
        .filter(line -> line.limit.startsWith("/"))
        .forEach(line -> limits.put(line.pattern, line.limit.substring(1)));
    return limits;
  }

  private static Signal signal(Line line, String series, Matcher matcher) {
    if (line.limit.isEmpty()) {
      return new Signal(line.cause, line.role, Optional.empty(), Optional.empty());
    }
    if (!line.limit.startsWith("/")) {
      Optional<Double> limit = Optional.of(Double.valueOf(line.limit));
      return new Signal(line.cause, line.role, limit, Optional.empty());
    }
    return new Signal(
        line.cause, line.role, Optional.empty(), Optional.of(sibling(line, series, matcher)));
  }

  /** The limit of the same source; each * of it is the text of one of the series' last ones. */
  private static String sibling(Line line, String series, Matcher matcher) {
    String metric = line.limit.substring(1);
    int group = matcher.groupCount() - (int) metric.chars().filter(c -> c == '*').count();
    StringBuilder text = new StringBuilder();
    boolean whole = false;
    for (int i = 0; i < metric.length(); i++) {
      if (metric.charAt(i) == '*') {
        String stands = matcher.group(++group);
        whole |= i == 0 && stands.contains("/"); // it begins with the source: then the limit does
        text.append(stands);
      } else {
        text.append(metric.charAt(i));
      }
    }
    return whole ? text.toString() : source(series) + text;
  }

  private static String source(String series) {
    int metric = series.indexOf('{') < 0 ? series.length() : series.indexOf('{');
    return series.substring(0, series.lastIndexOf('/', metric) + 1);
  }
}
