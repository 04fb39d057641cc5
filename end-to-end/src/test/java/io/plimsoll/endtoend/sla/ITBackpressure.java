package io.plimsoll.endtoend.sla;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.endtoend.process.PlimsollProcess;
import io.plimsoll.endtoend.process.RunReport;
import io.plimsoll.endtoend.process.Scenarios;
import io.plimsoll.lab.LabConfig;
import io.plimsoll.lab.LabTarget;
import io.plimsoll.lab.latency.LatencyProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Senders that read their answers far too late fill the target's queues until it drops messages:
 * queue and drops are seen in its own metrics, and the limits on them fire (S1, A7, A9).
 */
class ITBackpressure {
  private static final Duration AT_MOST = Duration.ofMinutes(4);

  private static final String SCENARIO =
      """
      name: backpressure
      target: %s
      sample: [ { prometheus: /metrics, metrics: [ "websocket_*" ], every: 500ms } ]
      load: { users: { steady: { users: 2, for: 15s } } }
      behaviours:
        flood:
          steps:
            - { connect: /ws/chat, readDelay: 20s, as: slow }
            - { send: { json: { type: message, content: "%s" } }, rate: 1000/s, count: 20000, as: rapid }
            - { close: 1000, as: leave }
      sla:
        slow: { error_rate: < 1%% }
        "prometheus:target":
          websocket_messages_queued: { peak: < 50 over 1s }
          websocket_backpressure_drops_per_second: { avg: < 1 over 2s }
      """;

  @TempDir private Path directory;

  @Test
  void showsDropsAndQueuesAndTheirLimitsFire() throws Exception {
    Path out = directory.resolve("out");
    long drops;
    try (LabTarget target =
        LabTarget.start(LabConfig.defaults().withLatency(LatencyProfile.none()))) {
      String text = SCENARIO.formatted(target.uri(), "x".repeat(8_000));
      try (PlimsollProcess run =
          PlimsollProcess.start(
              directory,
              "run",
              Scenarios.write(directory, text).toString(),
              "--out",
              out.toString(),
              "--http-port",
              "0")) {
        assertThat(run.exitCode(AT_MOST)).as(run.toString()).isEqualTo(1);
      }
      drops = metric(target, "websocket_backpressure_drops_total");
    }

    RunReport report = RunReport.read(out);
    assertThat(drops).isPositive();
    assertThat(resource(report, "websocket_messages_queued").get("maximum").asDouble())
        .isGreaterThan(50);
    assertThat(
            resource(report, "websocket_backpressure_drops_per_second").get("maximum").asDouble())
        .isPositive();
    assertThat(failed(report))
        .anyMatch(rule -> rule.contains("websocket_messages_queued"))
        .anyMatch(rule -> rule.contains("websocket_backpressure_drops_per_second"))
        .noneMatch(rule -> rule.contains("\"slow\""));
    assertThat(report.root().at("/verdict/reasons").toString())
        .contains("websocket_messages_queued", "websocket_backpressure_drops_per_second");
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
        .sum();
  }

  private static JsonNode resource(RunReport report, String metric) {
    return StreamSupport.stream(report.root().get("resources").spliterator(), false)
        .filter(each -> each.get("metric").asText().equals(metric))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + metric + " in the report"));
  }

  private static List<String> failed(RunReport report) {
    return StreamSupport.stream(report.root().get("sla").spliterator(), false)
        .filter(each -> each.get("state").asText().equals("FAILED"))
        .map(JsonNode::toString)
        .toList();
  }
}
