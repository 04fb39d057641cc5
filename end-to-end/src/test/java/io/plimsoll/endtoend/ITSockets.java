package io.plimsoll.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plimsoll.endtoend.process.PlimsollProcess;
import io.plimsoll.endtoend.process.RawOutcomes;
import io.plimsoll.endtoend.process.RunReport;
import io.plimsoll.endtoend.process.Scenarios;
import io.plimsoll.endtoend.process.Served;
import io.plimsoll.lab.LabConfig;
import io.plimsoll.lab.LabTarget;
import io.plimsoll.lab.websocket.SocketConfig;
import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.schemas.Protocol;
import io.plimsoll.schemas.RequestOutcome;
import io.plimsoll.standalone.platform.Platform;
import io.plimsoll.standalone.platform.PlatformConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * WebSocket steps beside requests in one behaviour, through the analyzer into the report: what the
 * target counts is what the report counts (L2, L8, L12, A3, A9).
 */
class ITSockets {
  private static final Duration AT_MOST = Duration.ofMinutes(3);
  private static final int ARRIVALS = 15;
  private static final int LIMIT = 10;
  private static final String SCENARIO =
      """
      name: sockets
      target: %s
      load: { arrivals: { burst: 15, every: 12s, times: 1 } }
      behaviours:
        chat:
          steps:
            - get: /api/v1/echo
            - connect: /ws
              heartbeat: { every: 500ms }
              receive: { timestamp: $.sent, unit: us, only: $.type == "broadcast" }
            - send: { json: { type: message, n: "${message}" } }
              await: $.type == "message" and $.n == ${message}
              rate: 5/s
              count: 10
            - send: { json: { type: broadcast, sent: "${nowMicros}" } }
              await: $.type == "broadcast"
              as: shout
            - think: 1s
            - close: 1000
      """;

  @TempDir private Path directory;

  @Test
  void countsWhatTheTargetCounts() throws Exception {
    SocketConfig limited = SocketConfig.defaults().withMaxConnections(LIMIT);
    RunReport report;
    try (LabTarget target = LabTarget.start(LabConfig.defaults().withSockets(limited))) {
      report = run(target);

      assertThat(report.complete()).isTrue();
      assertThat(report.analysed()).isEqualTo(report.emitted());
      long attempts = count(report, "chat: connect");
      long rejected = report.operation("chat: connect").at("/errorsByKind/REJECTED").asLong();
      assertThat(attempts).isEqualTo(ARRIVALS);
      assertThat(rejected).isEqualTo(errors(report, "chat: connect"));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                assertThat(metric(target, "websocket_connections_total"))
                    .isEqualTo(attempts - rejected);
                assertThat(metric(target, "websocket_connections_rejected_total"))
                    .isEqualTo(rejected);
                assertThat(metric(target, "websocket_messages_received_total"))
                    .isEqualTo(count(report, "chat: send") + count(report, "shout"));
                assertThat(metric(target, "websocket_connections_active")).isZero();
              });
      assertThat(errors(report, "chat: send") + errors(report, "shout")).isZero();
      assertThat(count(report, "chat")).isEqualTo(ARRIVALS);
      Served.await(target, ARRIVALS);
    }

    assertRaw(report);
  }

  private void assertRaw(RunReport report) throws Exception {
    try (Platform platform =
        Platform.start(PlatformConfig.in(directory.resolve("data")).forReading())) {
      List<RequestOutcome> raw = RawOutcomes.read(platform.cluster());
      assertThat(raw).hasSize((int) report.analysed());
      assertThat(raw)
          .allMatch(
              each ->
                  each.getProtocol()
                      == (each.getOperation().equals("chat")
                          ? Protocol.HTTP1
                          : Protocol.WEBSOCKET));
      assertThat(raw)
          .filteredOn(each -> each.getOutcome() == OutcomeKind.REJECTED)
          .allMatch(each -> each.getStatusCode() == 503);
      assertThat(raw)
          .filteredOn(each -> each.getOperation().equals("chat: receive"))
          .as("every broadcast reaches at least who sent it")
          .hasSizeGreaterThanOrEqualTo((int) count(report, "shout"))
          .allMatch(each -> each.getEndMicros() >= each.getIntendedStartMicros());
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

  private static long count(RunReport report, String operation) {
    return report.operation(operation).get("count").asLong();
  }

  private static long errors(RunReport report, String operation) {
    return report.operation(operation).get("errors").asLong();
  }

  private static long metric(LabTarget target, String name)
      throws IOException, InterruptedException {
    HttpRequest scrape = HttpRequest.newBuilder(URI.create(target.uri() + "/metrics")).build();
    return HttpClient.newHttpClient()
        .send(scrape, HttpResponse.BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }
}
