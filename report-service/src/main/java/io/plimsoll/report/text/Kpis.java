package io.plimsoll.report.text;

import io.plimsoll.report.query.Kpi;
import io.plimsoll.report.query.KpiPage;
import io.plimsoll.report.query.KpiResources;
import io.plimsoll.report.query.Latency;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** KPIs as a table for the terminal and as CSV. */
public final class Kpis {
  private static final List<String> COLUMNS =
      List.of(
          "operation",
          "start (UTC)",
          "width",
          "count",
          "errors",
          "error rate",
          "req/s",
          "resp p50 ms",
          "p95",
          "p99",
          "max",
          "serv p50 ms",
          "p95",
          "p99");
  private static final List<String> LATENCY_COLUMNS =
      List.of(
          "min", "mean", "stdDev", "p50", "p75", "p90", "p95", "p99", "p999", "p9999", "max",
          "refused");

  private static final Map<String, Function<KpiResources, Optional<Double>>> RESOURCE_COLUMNS =
      resourceColumns();

  private Kpis() {}

  /** For people: the columns most looked at. */
  public static String table(KpiPage page) {
    Table table = new Table(2, COLUMNS);
    for (Kpi row : page.rows()) {
      table.row(
          List.of(
              row.operation(),
              Numbers.time(row.start()),
              Numbers.decimal((double) row.widthMillis() / 1_000) + " s",
              Numbers.count(row.count()),
              Numbers.count(row.errors()),
              Numbers.percent(row.errorRate()),
              Numbers.decimal(row.throughputPerSecond()),
              cell(row.response(), Latency::p50),
              cell(row.response(), Latency::p95),
              cell(row.response(), Latency::p99),
              cell(row.response(), Latency::max),
              cell(row.service(), Latency::p50),
              cell(row.service(), Latency::p95),
              cell(row.service(), Latency::p99)));
    }
    return page.rows().isEmpty() ? "No windows in this range.\n" : table.toString();
  }

  private static String cell(Optional<Latency> latency, ToDoubleFunction<Latency> column) {
    return latency.map(each -> Numbers.decimal(column.applyAsDouble(each))).orElse("-");
  }

  /** For machines: every column; durations in milliseconds, times in UTC. */
  public static String csv(KpiPage page) {
    StringBuilder out = new StringBuilder(Csv.line(csvHeader()));
    for (Kpi row : page.rows()) {
      List<Object> cells =
          new ArrayList<>(
              List.of(
                  row.operation(),
                  row.start(),
                  row.widthMillis(),
                  row.closed(),
                  row.count(),
                  row.errors(),
                  row.errorRate(),
                  kinds(row),
                  row.throughputPerSecond(),
                  row.bytesSent(),
                  row.bytesReceived()));
      cells.addAll(latency(row.service()));
      cells.addAll(latency(row.response()));
      RESOURCE_COLUMNS.values().forEach(column -> cells.add(resource(row, column)));
      out.append(Csv.line(cells));
    }
    return out.toString();
  }

  private static List<String> csvHeader() {
    List<String> header =
        new ArrayList<>(
            List.of(
                "operation",
                "start",
                "width_ms",
                "closed",
                "count",
                "errors",
                "error_rate",
                "errors_by_kind",
                "throughput_per_second",
                "bytes_sent",
                "bytes_received"));
    for (String kind : List.of("service", "response")) {
      LATENCY_COLUMNS.forEach(
          column -> header.add(kind + "_" + column + (column.equals("refused") ? "" : "_ms")));
    }
    header.addAll(RESOURCE_COLUMNS.keySet());
    return header;
  }

  private static Object resource(Kpi row, Function<KpiResources, Optional<Double>> column) {
    return row.resources().flatMap(column).map(Object.class::cast).orElse("");
  }

  private static Map<String, Function<KpiResources, Optional<Double>>> resourceColumns() {
    Map<String, Function<KpiResources, Optional<Double>>> columns = new LinkedHashMap<>();
    columns.put("users_average", KpiResources::usersAverage);
    columns.put("users_max", KpiResources::usersMax);
    columns.put("in_flight_max", KpiResources::inFlightMax);
    columns.put("cpu_average", KpiResources::cpuAverage);
    columns.put("cpu_max", KpiResources::cpuMax);
    columns.put("memory_average", KpiResources::memoryAverage);
    columns.put("memory_max", KpiResources::memoryMax);
    columns.put("queue_depth_average", KpiResources::queueDepthAverage);
    columns.put("queue_depth_max", KpiResources::queueDepthMax);
    columns.put("active_tasks_max", KpiResources::activeTasksMax);
    columns.put("worker_efficiency", KpiResources::workerEfficiency);
    return Collections.unmodifiableMap(columns);
  }

  private static String kinds(Kpi row) {
    return row.errorsByKind().entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .sorted()
        .collect(Collectors.joining(";"));
  }

  private static List<Object> latency(Optional<Latency> latency) {
    return latency
        .map(
            l ->
                Stream.<Object>of(
                        l.min(),
                        l.mean(),
                        l.stdDev(),
                        l.p50(),
                        l.p75(),
                        l.p90(),
                        l.p95(),
                        l.p99(),
                        l.p999(),
                        l.p9999(),
                        l.max(),
                        l.refused())
                    .toList())
        .orElseGet(() -> LATENCY_COLUMNS.stream().<Object>map(column -> "").toList());
  }
}
