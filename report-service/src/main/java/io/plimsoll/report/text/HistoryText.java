package io.plimsoll.report.text;

import io.plimsoll.report.compare.ChangeText;
import io.plimsoll.report.history.History;
import io.plimsoll.report.history.History.AcknowledgedPoint;
import io.plimsoll.report.history.History.LastingChange;
import io.plimsoll.report.history.History.Trend;
import io.plimsoll.report.history.HistoryOverview;
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
      trend
          .withdrawn()
          .forEach(gone -> out.append("    ").append(withdrawn(trend, gone)).append('\n'));
    }
    history.runs().forEach(run -> series(run).ifPresent(text -> out.append(text).append('\n')));
    if (history.flaky()) {
      out.append("Flaky: repeated runs differ by more than 5 %; small changes cannot be told\n");
    }
    return out.toString();
  }

  /** What was found of the series of repeats that a run ends, when it does. */
  public static Optional<String> series(History.Entry run) {
    return run.series()
        .map(
            found ->
                "Series of %d repeats that ends with run %s (%s): %s"
                    .formatted(
                        found.repeats(), run.runId(), commit(run.commit()), found.verdict()));
  }

  /** A line per history; flaky scenarios say in what. */
  public static String of(HistoryOverview overview) {
    if (overview.histories().isEmpty()) {
      return "There are no complete runs yet.\n";
    }
    StringBuilder out = new StringBuilder();
    String row = "%-28s %-16s %-12s %5s %8s  %s%n";
    out.append(row.formatted("scenario", "branch", "environment", "runs", "changes", "flaky in"));
    for (HistoryOverview.Line each : overview.histories()) {
      out.append(
          row.formatted(
              each.scenario(),
              each.branch().orElse("-"),
              each.environment().orElse("-"),
              each.runs(),
              each.unseenChanges(),
              String.join(", ", each.flakyKpis())));
    }
    return out.toString();
  }

  /** That an acknowledged change is no more. */
  public static String withdrawn(Trend trend, AcknowledgedPoint gone) {
    return "withdrawn: the change of %s with run %s (%s to %s), acknowledged %s, is not borne out by newer runs"
        .formatted(
            trend.kpi(),
            gone.runId(),
            ChangeText.number(gone.before()),
            ChangeText.number(gone.after()),
            Numbers.time(gone.at()));
  }

  /** Whether somebody has looked at a change, and whether it has moved since. */
  public static String state(LastingChange change) {
    String note =
        change
            .acknowledged()
            .map(AcknowledgedPoint::note)
            .filter(text -> !text.isEmpty())
            .map(text -> ": " + text)
            .orElse("");
    return switch (change.state()) {
      case NEW -> "new";
      case ACKNOWLEDGED -> "acknowledged" + note;
      case MOVED ->
          "moved by newer runs, acknowledged at run "
              + change.acknowledged().map(AcknowledgedPoint::runId).orElse("")
              + note;
    };
  }

  /** Between which commits a change lies. */
  public static String commits(LastingChange change) {
    return commit(change.lastCommit()) + " to " + commit(change.firstCommit());
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
        "changed with run %s (%s): %s to %s, %+.1f %%, confidence %.3f, %s",
        change.runId(),
        commits(change),
        ChangeText.number(change.before()),
        ChangeText.number(change.after()),
        100 * (change.after() / change.before() - 1),
        change.confidence(),
        state(change));
  }

  private static String commit(Optional<String> commit) {
    return commit.map(sha -> "commit " + sha).orElse("unknown commit");
  }
}
