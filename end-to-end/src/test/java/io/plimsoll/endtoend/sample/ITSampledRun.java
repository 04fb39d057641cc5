package io.plimsoll.endtoend.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.endtoend.process.NginxServer;
import io.plimsoll.endtoend.process.Parts;
import io.plimsoll.endtoend.process.PlimsollProcess;
import io.plimsoll.endtoend.process.RunReport;
import io.plimsoll.endtoend.process.Scenarios;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run whose sources are well, locked and silent, beside an agent that only samples (M1, M4–M6,
 * A1): everything that can be read is in the report, the rest is told of once, no secret is kept.
 */
class ITSampledRun {
  private static final Duration AT_MOST = Duration.ofMinutes(2);

  private static final String SCENARIO =
      """
      name: sampled
      target: %1$s
      load: { users: { steady: { users: 5, for: 10s } } }
      thinkTime: 50ms
      behaviours: { page: { steps: [ { get: /index.html } ] } }
      sla: { page: { error_rate: < 1%% } }
      sample:
        - { host: , every: 500ms }
        - { process: { port: %2$s }, name: web, every: 500ms }
        - { files: %3$s, every: 1s }
        - { redis: "127.0.0.1:%4$d", name: locked, password: "${env:REDIS_PASSWORD}" }
        - { promql: "http://127.0.0.1:%5$d", name: silent, queries: { a: up }, timeout: 500ms }
      """;

  @TempDir private Path directory;

  @Test
  void reportsWhatWasSampledAndTellsOnceOfTheRest() throws Exception {
    Parts.require("nginx", "nginx-light");
    Parts.require("redis-server", "redis-server");
    int redisPort = ServerProcess.freePort();
    try (NginxServer nginx = NginxServer.start(directory.resolve("nginx"));
        ServerProcess redis = ServerProcess.redis(directory.resolve("redis"), redisPort, "right");
        ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        PlimsollProcess serve = serve();
        PlimsollProcess agent = agent()) {
      String text =
          SCENARIO.formatted(
              nginx.url(),
              nginx.url().substring(nginx.url().lastIndexOf(':') + 1),
              directory.resolve("nginx/www"),
              redisPort,
              silent.getLocalPort());
      Path out = directory.resolve("out");
      try (PlimsollProcess run =
          PlimsollProcess.start(
              directory,
              Map.of("REDIS_PASSWORD", "s3cr3t-word"),
              "run",
              Scenarios.write(directory, text).toString(),
              "--out",
              out.toString())) {
        assertThat(run.exitCode(AT_MOST)).as(run.toString()).isZero();
      }

      RunReport report = RunReport.read(out);
      assertThat(report.complete()).isTrue();
      assertResource(report, "host", "cpu_ratio");
      assertResource(report, "host", "memory_ratio");
      assertResource(report, "process:web", "memory_rss_bytes");
      assertResource(report, "files", "size_bytes");
      assertResource(report, "host@elsewhere", "cpu_ratio");
      assertWarnings(report);
      assertJoined(report.runId());
      assertNowhere("s3cr3t-word");
    }
  }

  private PlimsollProcess serve() {
    PlimsollProcess serve =
        PlimsollProcess.start(
            directory, "serve", "--broker-port", "0", "--registry-port", "0", "--http-port", "0");
    serve.awaitOutput(Pattern.compile("(Serving)"), AT_MOST);
    return serve;
  }

  private PlimsollProcess agent() throws IOException {
    JsonNode serving = new ObjectMapper().readTree(find("serving.json").toFile());
    PlimsollProcess agent =
        PlimsollProcess.start(
            directory,
            "agent",
            "--sample-only",
            "--name",
            "elsewhere",
            "--bootstrap-servers",
            serving.get("bootstrapServers").asText(),
            "--schema-registry",
            serving.get("schemaRegistry").asText());
    agent.awaitOutput(Pattern.compile("(Sampling elsewhere for all runs)"), AT_MOST);
    return agent;
  }

  private Path find(String name) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(each -> each.endsWith(name)).findFirst().orElseThrow();
    }
  }

  private static void assertResource(RunReport report, String source, String metric) {
    JsonNode row =
        StreamSupport.stream(report.root().get("resources").spliterator(), false)
            .filter(each -> each.get("source").asText().equals(source))
            .filter(each -> each.get("metric").asText().equals(metric))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no " + source + " " + metric));
    assertThat(row.get("count").asLong()).isPositive();
    assertThat(row.get("average").asDouble())
        .isBetween(row.get("minimum").asDouble(), row.get("maximum").asDouble());
    assertThat(row.get("p95").asDouble())
        .isBetween(row.get("minimum").asDouble(), row.get("maximum").asDouble());
  }

  private static void assertWarnings(RunReport report) {
    List<String> warnings =
        StreamSupport.stream(report.root().at("/run/warnings").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    assertThat(warnings)
        .filteredOn(each -> each.startsWith("redis:locked: "))
        .singleElement()
        .asString()
        .contains("samples are missing");
    assertThat(warnings)
        .filteredOn(each -> each.startsWith("promql:silent: "))
        .singleElement()
        .asString()
        .contains("samples are missing");
  }

  /** Rows of KPIs stand beside what was sampled meanwhile. */
  private void assertJoined(String runId) throws IOException {
    try (PlimsollProcess kpis =
        PlimsollProcess.start(
            directory, "kpis", runId, "--operation", "*", "--window", "2s", "--format", "json")) {
      assertThat(kpis.exitCode(AT_MOST)).as(kpis.toString()).isZero();
      JsonNode rows = new ObjectMapper().readTree(kpis.stdout()).get("rows");
      assertThat(rows)
          .anySatisfy(
              row -> {
                assertThat(row.at("/resources/usersMax").asDouble()).isEqualTo(5.0);
                assertThat(row.at("/resources/cpuAverage").isNumber()).isTrue();
                assertThat(row.at("/resources/memoryMax").asDouble()).isBetween(0.0, 1.0);
              });
    }
  }

  private void assertNowhere(String secret) throws IOException {
    byte[] wanted = secret.getBytes(StandardCharsets.UTF_8);
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(text.contains(new String(wanted, StandardCharsets.ISO_8859_1)))
            .as(file.toString())
            .isFalse();
      }
    }
  }
}
