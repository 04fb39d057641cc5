package io.plimsoll.load.sample.prometheus;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.MetricName;
import io.plimsoll.load.sample.ProbeException;
import io.plimsoll.load.sample.Reading;
import io.plimsoll.load.scenario.SeriesSelector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads expositions of one endpoint: the text format 0.0.4 and OpenMetrics 1.0. What becomes of a
 * series is decided when it is first seen; later its line is recognised by its bytes ({@link
 * KnownLine}), so that it costs a comparison and a number. For one thread.
 */
final class Exposition {
  static final int MOST_SERIES = 2000;

  private static final Series IGNORED = new Series.Ignored();

  private final List<SeriesSelector> select;
  private final Consumer<String> warn;
  private final Map<String, String> types = new HashMap<>();
  private final Map<String, KnownLine> known = new HashMap<>();
  private final Map<String, Distribution> distributions = new HashMap<>();
  private List<KnownLine> order = new ArrayList<>();
  private int taken;
  private boolean warned;

  Exposition(List<SeriesSelector> select, Consumer<String> warn) {
    this.select = List.copyOf(select);
    this.warn = warn;
  }

  /**
   * Reads one answer.
   *
   * @throws ProbeException when it is no exposition
   */
  void read(byte[] text, Reading reading, Counters counters) throws ProbeException {
    Target target = new Target(reading, counters, new ArrayList<>());
    List<KnownLine> found = new ArrayList<>(order.size() + 16);
    int expected = 0;
    int at = 0;
    while (at < text.length) {
      boolean asBefore = expected < order.size() && order.get(expected).isAt(text, at, text.length);
      KnownLine line = asBefore ? order.get(expected) : line(text, at, found.size() + 1, counters);
      if (line == null) {
        at = endOfLine(text, at) + 1;
        continue;
      }
      boolean seen = line.place() < order.size() && order.get(line.place()) == line;
      expected = seen ? line.place() + 1 : expected;
      found.add(line);
      int end = at + line.length();
      at = line.isComment() ? end + 1 : value(text, end, found.size(), line, target);
    }
    remember(found);
    for (Distribution each : target.touched()) {
      each.finish().ifPresent(histogram -> reading.put(each.name(), histogram));
    }
  }

  /** Where what is read goes. */
  record Target(Reading reading, Counters counters, List<Distribution> touched) {}

  private void remember(List<KnownLine> found) {
    for (int i = 0; i < found.size(); i++) {
      found.get(i).place(i);
    }
    order = found;
  }

  /** The line that begins here, looked up or new; null when it is blank. */
  private KnownLine line(byte[] bytes, int from, int number, Counters counters)
      throws ProbeException {
    int to = endOfLine(bytes, from);
    String line = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (line.isBlank()) {
      return null;
    }
    if (line.charAt(0) == '#') {
      comment(line);
      return known.computeIfAbsent(line, any -> new KnownLine(utf8(any), null));
    }
    int end = SeriesText.end(line, 0, line.length());
    if (end < 0) {
      throw notOne(number, line);
    }
    String key = line.substring(0, end);
    KnownLine series = known.get(key);
    if (series == null) {
      series = new KnownLine(utf8(key), decide(SeriesText.of(key), counters));
      known.put(key, series);
    }
    return series;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static int endOfLine(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  private void comment(String line) {
    if (line.startsWith("# TYPE ")) {
      int blank = line.indexOf(' ', 7);
      if (blank > 0) {
        types.put(line.substring(7, blank), line.substring(blank + 1).trim());
      }
    }
  }

  /** Takes the value that stands behind a series; returns where the next line begins. */
  private static int value(byte[] bytes, int from, int number, KnownLine line, Target target)
      throws ProbeException {
    int at = from;
    while (at < bytes.length && bytes[at] <= ' ' && bytes[at] != '\n') {
      at++;
    }
    int end = at;
    while (end < bytes.length && bytes[end] > ' ') {
      end++;
    }
    if (!(line.series() instanceof Series.Ignored)) {
      try {
        line.series().take(NumberText.parse(bytes, at, end), target);
      } catch (NumberFormatException e) {
        int stop = endOfLine(bytes, from);
        throw notOne(number, new String(bytes, from, stop - from, StandardCharsets.UTF_8));
      }
    }
    return endOfLine(bytes, end) + 1;
  }

  private static ProbeException notOne(int line, String text) {
    String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
    return new ProbeException(
        "its answer is no Prometheus exposition: line %d is \"%s\"".formatted(line, shown.trim()));
  }

  private Series decide(SeriesText series, Counters counters) {
    Family family = Family.of(series.name(), types);
    if (!wanted(series, family)) {
      return IGNORED;
    }
    if (taken >= MOST_SERIES) {
      if (!warned) {
        warned = true;
        warn.accept(
            "it has more than %d series; from %s on they are left out. Select with metrics:"
                .formatted(MOST_SERIES, series.name()));
      }
      return IGNORED;
    }
    taken++;
    return switch (family.part()) {
      case VALUE -> new Series.Gauge(MetricName.of(series.name(), series.labels()));
      case COUNTER ->
          counter(MetricName.of(family.name() + "_per_second", series.labels()), counters);
      case BUCKET -> bucket(series, family);
      case SUM -> new Series.Sum(distribution(family.name(), series.labels()));
      case NONE -> IGNORED;
    };
  }

  private static Series counter(String metric, Counters counters) {
    return new Series.Counter(metric, counters.counter(metric));
  }

  /** By the name of the series, or of what it is a part of. */
  private boolean wanted(SeriesText series, Family family) {
    return select.isEmpty()
        || select.stream()
            .anyMatch(
                each ->
                    each.takes(series.name(), series.labels())
                        || each.takes(family.name(), series.labels()));
  }

  private Series bucket(SeriesText series, Family family) {
    Map<String, String> labels = new HashMap<>(series.labels());
    String bound = labels.remove("le");
    if (bound == null) {
      return IGNORED;
    }
    boolean last = bound.equals("+Inf");
    double upper = last ? Double.POSITIVE_INFINITY : Double.parseDouble(bound);
    return new Series.Bucket(distribution(family.name(), labels), upper);
  }

  private Distribution distribution(String name, Map<String, String> labels) {
    return distributions.computeIfAbsent(MetricName.of(name, labels), Distribution::new);
  }
}
