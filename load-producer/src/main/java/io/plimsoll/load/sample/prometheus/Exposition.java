package io.plimsoll.load.sample.prometheus;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.MetricName;
import io.plimsoll.load.sample.ProbeException;
import io.plimsoll.load.sample.Reading;
import io.plimsoll.load.scenario.SeriesSelector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads expositions of one endpoint: the text format 0.0.4 and OpenMetrics 1.0. What becomes of a
 * series is decided when it is first seen and remembered by its text, so that a line costs a
 * look-up and a number. For one thread.
 */
final class Exposition {
  static final int MOST_SERIES = 2000;

  private static final Series IGNORED = new Series.Ignored();

  private final List<SeriesSelector> select;
  private final Consumer<String> warn;
  private final Map<String, String> types = new HashMap<>();
  private final Map<String, Series> known = new HashMap<>();
  private final Map<String, Distribution> distributions = new HashMap<>();
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
  void read(String text, Reading reading, Counters counters) throws ProbeException {
    List<Distribution> touched = new ArrayList<>();
    Target target = new Target(reading, counters, touched);
    int line = 0;
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      line++;
      if (text.charAt(at) == '#') {
        comment(text, at, end);
      } else if (end > at && (text.charAt(at) > ' ' || !text.substring(at, end).isBlank())) {
        sample(text, at, end, line, target);
      }
      at = end + 1;
    }
    for (Distribution each : touched) {
      each.finish().ifPresent(histogram -> reading.put(each.name(), histogram));
    }
  }

  /** Where what is read goes. */
  record Target(Reading reading, Counters counters, List<Distribution> touched) {}

  private void comment(String text, int from, int to) {
    if (text.startsWith("# TYPE ", from)) {
      int blank = text.indexOf(' ', from + 7);
      if (blank > 0 && blank < to) {
        types.put(text.substring(from + 7, blank), text.substring(blank + 1, to).trim());
      }
    }
  }

  private void sample(String text, int from, int to, int line, Target target)
      throws ProbeException {
    int end = SeriesText.end(text, from, to);
    if (end < 0) {
      throw notOne(line, text.substring(from, to));
    }
    String key = text.substring(from, end);
    Series series = known.get(key);
    if (series == null) {
      series = decide(SeriesText.of(key));
      known.put(key, series);
    }
    if (!(series instanceof Series.Ignored)) {
      series.take(number(text, end, to, line), target);
    }
  }

  private static double number(String text, int from, int to, int line) throws ProbeException {
    int at = from;
    while (at < to && text.charAt(at) <= ' ') {
      at++;
    }
    int end = at;
    while (end < to && text.charAt(end) > ' ') {
      end++;
    }
    String word = text.substring(at, end);
    try {
      return switch (word) {
        case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
        case "-Inf" -> Double.NEGATIVE_INFINITY;
        case "NaN" -> Double.NaN;
        default -> Double.parseDouble(word);
      };
    } catch (NumberFormatException e) {
      throw notOne(line, text.substring(from, to));
    }
  }

  private static ProbeException notOne(int line, String text) {
    String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
    return new ProbeException(
        "its answer is no Prometheus exposition: line %d is \"%s\"".formatted(line, shown.trim()));
  }

  private Series decide(SeriesText series) {
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
          new Series.Counter(MetricName.of(family.name() + "_per_second", series.labels()));
      case BUCKET -> bucket(series, family);
      case SUM -> new Series.Sum(distribution(family.name(), series.labels()));
      case NONE -> IGNORED;
    };
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
