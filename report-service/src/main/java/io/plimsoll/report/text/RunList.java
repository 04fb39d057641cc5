package io.plimsoll.report.text;

import io.plimsoll.report.query.RunOverview;
import java.util.List;
import java.util.Optional;

/** Runs as a table for the terminal and as CSV. */
public final class RunList {
  private static final List<String> COLUMNS =
      List.of(
          "run",
          "scenario",
          "started (UTC)",
          "status",
          "verdict",
          "data",
          "requests",
          "errors",
          "req/s",
          "resp p95 ms");

  private RunList() {}

  /** For people. */
  public static String table(List<RunOverview> runs) {
    Table table = new Table(6, COLUMNS);
    for (RunOverview each : runs) {
      table.row(
          List.of(
              each.run().id(),
              each.run().scenario(),
              Numbers.time(each.run().startedAt()),
              each.run().status(),
              each.verdict().outcome().name(),
              each.complete() ? "complete" : "open",
              Numbers.count(each.count()),
              Numbers.count(each.errors()),
              Numbers.decimal(each.throughputPerSecond()),
              each.responseP95().map(Numbers::decimal).orElse("-")));
    }
    return runs.isEmpty()
        ? "No runs yet. Start one: plimsoll run SCENARIO.yaml\n"
        : table.toString();
  }

  /** For machines. */
  public static String csv(List<RunOverview> runs) {
    StringBuilder out =
        new StringBuilder(
            Csv.line(
                List.of(
                    "run",
                    "scenario",
                    "started",
                    "ended",
                    "status",
                    "verdict",
                    "complete",
                    "count",
                    "errors",
                    "throughput_per_second",
                    "response_p95_ms")));
    for (RunOverview each : runs) {
      out.append(
          Csv.line(
              List.of(
                  each.run().id(),
                  each.run().scenario(),
                  each.run().startedAt(),
                  text(each.run().endedAt()),
                  each.run().status(),
                  each.verdict().outcome(),
                  each.complete(),
                  each.count(),
                  each.errors(),
                  each.throughputPerSecond(),
                  text(each.responseP95()))));
    }
    return out.toString();
  }

  private static String text(Optional<?> value) {
    return value.map(String::valueOf).orElse("");
  }
}
