package io.plimsoll.report.text;

import io.plimsoll.report.compare.ChangeText;
import io.plimsoll.report.history.History;
import io.plimsoll.report.history.History.LastingChange;
import io.plimsoll.report.history.History.Trend;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A history for the terminal. */
public final class HistoryText {
  private static final int COLUMNS = 40;
  private static final String BARS = "▁▂▃▄▅▆▇█";

  private HistoryText() {}

  /** A line per KPI with its course, and a line per lasting change. */
  public static String of(History history) {
    StringBuilder out = new StringBuilder();
    out.append("%s: %d runs%n".formatted(history.scenario(), history.runs().size()));
    for (Trend trend : history.trends()) {
      out.append(line(trend));
      trend.changes().forEach(change -> out.append("    ").append(sentence(change)).append('\n'));
    }
    if (history.flaky()) {
      out.append("Flaky: repeated runs differ by more than 5 %; small changes cannot be told\n");
    }
    return out.toString();
  }

  private static String line(Trend trend) {
    List<Double> values = trend.values();
    String last = ChangeText.number(values.get(values.size() - 1)) + " " + trend.unit();
    String variation =
        trend.variation().map(cv -> String.format(Locale.ROOT, "cv %.1f %%", 100 * cv)).orElse("");
    return String.format(
        Locale.ROOT,
        "  %-14s %-" + COLUMNS + "s %14s  %s%s%n",
        trend.kpi(),
        course(values),
        last,
        variation,
        trend.flaky() ? " !" : "");
  }

  /** The last values as bars between the smallest and the largest of them. */
  private static String course(List<Double> values) {
    List<Double> shown = values.subList(Math.max(0, values.size() - COLUMNS), values.size());
    double low = shown.stream().min(Double::compare).orElse(0.0);
    double high = shown.stream().max(Double::compare).orElse(0.0);
    StringBuilder bars = new StringBuilder();
    for (double value : shown) {
      double share = high > low ? (value - low) / (high - low) : 0;
      bars.append(BARS.charAt((int) Math.round(share * (BARS.length() - 1))));
    }
    return bars.toString();
  }

  private static String sentence(LastingChange change) {
    return String.format(
        Locale.ROOT,
        "changed with run %s (%s to %s): %s to %s, %+.1f %%, confidence %.3f",
        change.runId(),
        commit(change.lastCommit()),
        commit(change.firstCommit()),
        ChangeText.number(change.before()),
        ChangeText.number(change.after()),
        100 * (change.after() / change.before() - 1),
        change.confidence());
  }

  private static String commit(Optional<String> commit) {
    return commit.map(sha -> "commit " + sha).orElse("unknown commit");
  }
}
