package io.plimsoll.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.endtoend.process.NginxServer;
import io.plimsoll.endtoend.process.Parts;
import io.plimsoll.endtoend.process.PlimsollProcess;
import io.plimsoll.endtoend.process.RunReport;
import io.plimsoll.endtoend.process.Scenarios;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run against a real server counts exactly what that server's own access log counts (C1, C2, L1,
 * L6, L7, A1, A3, R5, R7).
 */
class ITRunAgainstNginx {
  private static final Duration AT_MOST = Duration.ofMinutes(2);

  @TempDir private Path directory;

  @Test
  void closedModelCountsWhatTheAccessLogCounts() throws IOException {
    Parts.require("nginx", "nginx-light");
    try (NginxServer nginx = NginxServer.start(directory.resolve("nginx"))) {
      RunReport report =
          run(
              nginx,
              "single",
              """
              name: nginx-closed
              target: %s
              load:
                users: { rampUp: 2s, steady: { users: 20, for: 5s }, rampDown: 1s }
              thinkTime: 10ms..30ms
              behaviours:
                page:   { weight: 3, steps: [ { get: /index.html } ] }
                broken: { weight: 1, steps: [ { get: /broken } ] }
              sla:
                page: { p99: 30s, error_rate: < 0.1%% }
              """,
              0);

      assertCountsAgree(nginx, report);
      assertThat(report.operation("broken").at("/errorsByKind/ERROR_STATUS").asLong())
          .isEqualTo(report.operation("broken").get("count").asLong());
    }
  }

  @Test
  void openModelCountsWhatTheAccessLogCountsAndFailsItsLimit() throws IOException {
    Parts.require("nginx", "nginx-light");
    try (NginxServer nginx = NginxServer.start(directory.resolve("nginx"))) {
      RunReport report =
          run(
              nginx,
              "batched",
              """
              name: nginx-open
              target: %s
              load:
                arrivals: [ { from: 50/s, to: 250/s, over: 4s }, { rate: 250/s, for: 2s } ]
              behaviours:
                page:   { weight: 9, steps: [ { get: /index.html } ] }
                broken: { weight: 1, steps: [ { get: /broken } ] }
              sla:
                "*": { error_rate: < 1%% }
              """,
              1);

      assertCountsAgree(nginx, report);
      // The ramp's integral is (50 + 250) / 2 · 4 = 600, then 250 · 2.
      assertThat(report.emitted()).isEqualTo(1_100);
      assertThat(report.root().at("/verdict/passed").asBoolean()).isFalse();
      assertThat(report.root().at("/verdict/reasons").toString()).contains("error_rate");
    }
  }

  private RunReport run(NginxServer nginx, String transport, String scenario, int exitCode) {
    Path file = Scenarios.write(directory, scenario.formatted(nginx.url()));
    Path out = directory.resolve("out");
    try (PlimsollProcess plimsoll =
        PlimsollProcess.start(
            directory,
            "run",
            file.toString(),
            "--out",
            out.toString(),
            "--http-port",
            "0",
            "--transport",
            transport)) {
      assertThat(plimsoll.exitCode(AT_MOST)).as(plimsoll.toString()).isEqualTo(exitCode);
    }
    return RunReport.read(out);
  }

  private static void assertCountsAgree(NginxServer nginx, RunReport report) {
    assertThat(report.complete()).isTrue();
    assertThat(report.analysed()).isEqualTo(report.emitted()).isEqualTo(nginx.requests().size());
    assertThat(count(report.operation("page"))).isEqualTo(logged(nginx, "GET /index.html 200"));
    assertThat(count(report.operation("broken"))).isEqualTo(logged(nginx, "GET /broken 500"));
    assertThat(report.operation("page").get("errors").asLong()).isZero();
  }

  private static long count(JsonNode operation) {
    return operation.get("count").asLong();
  }

  private static long logged(NginxServer nginx, String line) {
    return nginx.requests().stream().filter(line::equals).count();
  }
}
