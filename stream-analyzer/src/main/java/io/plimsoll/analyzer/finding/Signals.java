package io.plimsoll.analyzer.finding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which metric tells of which cause: the table in {@code signals.txt}. Immutable. */
final class Signals {
  /** The table that ships. */
  static final Signals SHIPPED = shipped();

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
   * @param limit in the unit of the series, when it is a number
   * @param limitSeries that holds the limit, when it is one
   */
  record Signal(String cause, Role role, Optional<Double> limit, Optional<String> limitSeries) {}

  private record Line(String cause, Role role, Pattern series, String limit) {}

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
        Pattern.compile(regex.toString(), Pattern.DOTALL),
        columns.length < 4 ? "" : columns[3]);
  }

  /** What this series tells: at most one signal of each role. */
  List<Signal> of(String series) {
    List<Signal> found = new ArrayList<>();
    for (Line line : lines) {
      Matcher matcher = line.series.matcher(series);
      if (found.stream().noneMatch(each -> each.role() == line.role) && matcher.matches()) {
        found.add(signal(line, series, matcher));
      }
    }
    return List.copyOf(found);
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

  /** The limit of the same source; its * is the text of the series' last *. */
  private static String sibling(Line line, String series, Matcher matcher) {
    String last = matcher.groupCount() == 0 ? "" : matcher.group(matcher.groupCount());
    String metric = line.limit.substring(1);
    if (metric.startsWith("*")) {
      // What the * stands for may begin with the source: then the limit does, too.
      String whole = metric.replace("*", last);
      return whole.contains("/") ? whole : source(series) + whole;
    }
    return source(series) + metric;
  }

  private static String source(String series) {
    int metric = series.indexOf('{') < 0 ? series.length() : series.indexOf('{');
    return series.substring(0, series.lastIndexOf('/', metric) + 1);
  }
}
