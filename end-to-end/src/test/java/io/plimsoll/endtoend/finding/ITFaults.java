package io.plimsoll.endtoend.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plimsoll.endtoend.process.PlimsollProcess;
import io.plimsoll.endtoend.process.RunReport;
import io.plimsoll.endtoend.process.Scenarios;
import io.plimsoll.lab.LabConfig;
import io.plimsoll.lab.LabTarget;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults of the lab target are found while the load goes on, with their causes, and stand in the
 * report with what to do about them (A4, A6, R6). Before them none of their causes is named.
 */
class ITFaults {
  private static final Duration AT_MOST = Duration.ofMinutes(4);
  private static final int PER_SECOND = 50;
  private static final Duration A_WINDOW = Duration.ofSeconds(2);
  private static final List<String> CAUSES =
      List.of("bottleneck-rate-limit", "bottleneck-downstream");

  private static final String SCENARIO =
      """
      name: faults
      target: %s
      sample: [ { prometheus: /metrics, every: 500ms } ]
      load: { arrivals: [ { from: 50/s, to: 50/s, over: %s } ] }
      behaviours:
        list: { weight: 1, steps: [ { get: "/api/v1/files?limit=5" } ] }
        echo: { weight: 1, steps: [ { get: /api/v1/echo } ] }
      """;

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir private Path directory;

  @Test
  void findsARateLimitASlowServiceAndAStallAndAdvises() throws Exception {
    Path out = directory.resolve("out");
    Instant firstFault;
    try (LabTarget target = LabTarget.start(LabConfig.defaults().withAddress("127.0.0.1", 0))) {
      try (PlimsollProcess run = start(target, "41s", out)) {
        awaitServed(target, 15 * PER_SECOND);
        firstFault = Instant.now();
        fault(target, "slow-downstream?strength=severe&seconds=5");
        awaitServed(target, 23 * PER_SECOND);
        fault(target, "rate-limit?strength=severe&seconds=4");
        awaitServed(target, 31 * PER_SECOND);
        fault(target, "stall?strength=clear&seconds=4");
        assertThat(run.exitCode(AT_MOST)).as(run.toString()).isZero();
      }
    }

    RunReport report = RunReport.read(out);
    assertThat(findings(report))
        .as(report.root().get("findings").toString())
        .contains(
            "anomaly-errors-1",
            "bottleneck-rate-limit",
            "anomaly-latency-1",
            "bottleneck-downstream",
            "anomaly-stall-1");
    assertThat(report.root().get("findings"))
        .allMatch(each -> each.get("state").asText().equals("CLOSED"));
    assertThat(report.root().get("findings"))
        .as("no cause before its fault")
        .filteredOn(each -> CAUSES.contains(each.get("id").asText()))
        .allMatch(
            each -> Instant.parse(each.get("from").asText()).isAfter(firstFault.minus(A_WINDOW)));
    assertThat(report.root().get("recommendations").toString())
        .contains("bottleneck-downstream", "bottleneck-rate-limit");
    assertThat(Files.readString(markdown(out)))
        .contains("A service it calls holds it back")
        .contains("Cache the answers of the service that is called");
  }

  private PlimsollProcess start(LabTarget target, String length, Path out) throws IOException {
    String scenario =
        Scenarios.write(directory, SCENARIO.formatted(target.uri(), length)).toString();
    return PlimsollProcess.start(
        directory, "run", scenario, "--out", out.toString(), "--http-port", "0");
  }

  private static void awaitServed(LabTarget target, int requests) {
    await().atMost(AT_MOST).until(() -> target.requestsServed() >= requests);
  }

  private void fault(LabTarget target, String fault) throws IOException, InterruptedException {
    HttpRequest on =
        HttpRequest.newBuilder(URI.create(target.uri() + "/faults/" + fault))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    assertThat(client.send(on, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  private static List<String> findings(RunReport report) {
    return StreamSupport.stream(report.root().get("findings").spliterator(), false)
        .map(each -> each.get("id").asText())
        .toList();
  }

  private static Path markdown(Path out) throws IOException {
    try (var files = Files.walk(out)) {
      return files.filter(file -> file.endsWith("report.md")).findFirst().orElseThrow();
    }
  }
}
