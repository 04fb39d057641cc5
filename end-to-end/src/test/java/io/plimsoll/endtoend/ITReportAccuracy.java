package io.plimsoll.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.endtoend.process.PlimsollProcess;
import io.plimsoll.endtoend.process.RawOutcomes;
import io.plimsoll.endtoend.process.RunReport;
import io.plimsoll.endtoend.process.Scenarios;
import io.plimsoll.endtoend.process.Served;
import io.plimsoll.lab.LabConfig;
import io.plimsoll.lab.LabTarget;
import io.plimsoll.report.query.Kpi;
import io.plimsoll.report.query.KpiQuery;
import io.plimsoll.report.query.Latency;
import io.plimsoll.report.query.Range;
import io.plimsoll.schemas.RequestOutcome;
import io.plimsoll.standalone.platform.Platform;
import io.plimsoll.standalone.platform.PlatformConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Percentiles of the report and of every 10 s window are within 1 % of the exact ones of the raw
 * topic, and the counts are equal (C2, A1, A2, A3, R11).
 */
class ITReportAccuracy {
  private static final double TOLERANCE = 0.01;
  private static final Duration AT_MOST = Duration.ofMinutes(3);
  private static final Map<String, Double> QUANTILES =
      Map.of("p50", 0.5, "p75", 0.75, "p90", 0.9, "p95", 0.95, "p99", 0.99, "p999", 0.999);
  private static final String SCENARIO =
      """
      name: accuracy
      target: %s
      load:
        arrivals: [ { from: 100/s, to: 400/s, over: 12s }, { rate: 300/s, for: 12s } ]
      behaviours:
        list: { weight: 3, steps: [ { get: "/api/v1/files?limit=50" } ] }
        echo: { weight: 2, steps: [ { post: /api/v1/echo, json: { hello: world } } ] }
      """;

  @TempDir private Path directory;

  @Test
  void agreesWithTheRawTopic() throws Exception {
    RunReport report;
    try (LabTarget target = LabTarget.start(LabConfig.defaults())) {
      report = run(target);
      Served.await(target, report.emitted());
    }

    try (Platform platform =
        Platform.start(PlatformConfig.in(directory.resolve("data")).forReading())) {
      List<RequestOutcome> raw = RawOutcomes.read(platform.cluster());
      assertThat(raw).hasSize((int) report.analysed());
      assertWholeRun(report, raw);
      assertThat(platform.reports().awaitCaughtUp(AT_MOST)).isTrue();
      assertWindows(platform, report.runId(), raw);
    }
  }

  private RunReport run(LabTarget target) {
    String file = Scenarios.write(directory, SCENARIO.formatted(target.uri())).toString();
    Path out = directory.resolve("out");
    String data = directory.resolve("data").toString();
    try (PlimsollProcess plimsoll =
        PlimsollProcess.start(
            directory, "run", file, "--out", out.toString(), "--data", data, "--http-port", "0")) {
      assertThat(plimsoll.exitCode(AT_MOST)).as(plimsoll.toString()).isZero();
    }
    return RunReport.read(out);
  }

  private static void assertWholeRun(RunReport report, List<RequestOutcome> raw) {
    Map<String, List<RequestOutcome>> byOperation =
        raw.stream().collect(Collectors.groupingBy(RequestOutcome::getOperation));
    assertThat(byOperation).containsOnlyKeys("list", "echo");
    byOperation.forEach(
        (operation, outcomes) -> {
          JsonNode figures = report.operation(operation);
          assertThat(figures.get("count").asLong()).isEqualTo(outcomes.size());
          QUANTILES.forEach(
              (name, quantile) -> {
                assertClose(
                    figures.at("/service/" + name).asDouble(),
                    outcomes,
                    ITReportAccuracy::service,
                    quantile);
                assertClose(
                    figures.at("/response/" + name).asDouble(),
                    outcomes,
                    ITReportAccuracy::response,
                    quantile);
              });
        });
  }

  private static void assertWindows(Platform platform, String runId, List<RequestOutcome> raw) {
    Range tenSeconds = Range.ofWidth(Duration.ofSeconds(10));
    List<Kpi> rows =
        platform.reports().reports().kpis(new KpiQuery(runId, Optional.of("*"), tenSeconds)).rows();
    assertThat(rows.stream().mapToLong(Kpi::count).sum()).isEqualTo(raw.size());
    for (Kpi row : rows) {
      long start = row.start().toEpochMilli() * 1_000;
      List<RequestOutcome> inside =
          raw.stream()
              .filter(
                  each -> each.getEndMicros() >= start && each.getEndMicros() < start + 10_000_000)
              .toList();
      assertThat(row.count()).isEqualTo(inside.size());
      assertRow(row.service().orElseThrow(), inside, ITReportAccuracy::service);
      assertRow(row.response().orElseThrow(), inside, ITReportAccuracy::response);
    }
  }

  private static void assertRow(
      Latency row, List<RequestOutcome> inside, ToLongFunction<RequestOutcome> time) {
    Map<Double, ToDoubleFunction<Latency>> columns =
        Map.of(0.5, Latency::p50, 0.9, Latency::p90, 0.99, Latency::p99, 0.999, Latency::p999);
    columns.forEach(
        (quantile, column) -> assertClose(column.applyAsDouble(row), inside, time, quantile));
  }

  private static void assertClose(
      double millis,
      List<RequestOutcome> outcomes,
      ToLongFunction<RequestOutcome> time,
      double quantile) {
    long[] sorted = outcomes.stream().mapToLong(time).sorted().toArray();
    int rank = (int) Math.max(1, Math.ceil(quantile * sorted.length));
    double exact = sorted[rank - 1] / 1_000.0;
    Offset<Double> offset = within(exact * TOLERANCE);
    assertThat(millis).as("quantile %s of %d", quantile, sorted.length).isCloseTo(exact, offset);
  }

  private static long service(RequestOutcome outcome) {
    return outcome.getEndMicros() - outcome.getStartMicros();
  }

  private static long response(RequestOutcome outcome) {
    return outcome.getEndMicros() - outcome.getIntendedStartMicros();
  }
}
