package io.plimsoll.endtoend.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.endtoend.process.PlimsollProcess;
import io.plimsoll.endtoend.process.RunReport;
import io.plimsoll.endtoend.process.Scenarios;
import io.plimsoll.endtoend.process.Served;
import io.plimsoll.lab.LabConfig;
import io.plimsoll.lab.LabTarget;
import io.plimsoll.standalone.registry.RegistryConfig;
import io.plimsoll.standalone.registry.SchemaRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The parts as processes of their own over a Kafka this project neither built nor configured: the
 * official image, as docker-compose.yml names it (C1, C2, A3, R5).
 */
class ITKafkaContainer {
  private static final DockerImageName IMAGE = DockerImageName.parse("apache/kafka:4.1.0");
  private static final Duration AT_MOST = Duration.ofMinutes(2);
  private static final Pattern ANALYSING = Pattern.compile("(Analysing)");
  private static final Pattern PAGE = Pattern.compile("Page and API on (http\\S+?);");
  private static final String SCENARIO =
      """
      name: container
      target: %s
      load:
        users: { rampUp: 2s, steady: { users: 10, for: 6s }, rampDown: 1s }
      thinkTime: 10ms..50ms
      behaviours:
        browse: { weight: 3, steps: [ { get: "/api/v1/files?limit=50" } ] }
        echo:   { weight: 1, steps: [ { get: /api/v1/echo } ] }
      sla:
        "*": { error_rate: < 1%% }
      """;

  @TempDir private Path directory;

  @Test
  void runsOnAKafkaContainerAsOnTheEmbeddedBroker() throws Exception {
    ContainerEngine.require(IMAGE);
    try (KafkaContainer kafka = new KafkaContainer(IMAGE)) {
      kafka.start();
      String servers = kafka.getBootstrapServers();
      try (SchemaRegistry registry = SchemaRegistry.start(RegistryConfig.over(servers));
          LabTarget target = LabTarget.start(LabConfig.defaults());
          PlimsollProcess analyzer = part(servers, registry, "analyzer");
          PlimsollProcess service = part(servers, registry, "report-service", "--http-port", "0")) {
        analyzer.awaitOutput(ANALYSING, AT_MOST);
        String page = service.awaitOutput(PAGE, AT_MOST);

        RunReport report = run(servers, registry, target);

        assertThat(report.emitted()).isPositive();
        Served.await(target, report.emitted());
        assertThat(report.analysed()).isEqualTo(report.emitted());
        assertThat(report.complete()).isTrue();
        assertThat(report.root().at("/verdict/passed").asBoolean()).isTrue();
        assertThat(servedBy(page, report.runId()).analysed()).isEqualTo(report.emitted());
      }
    }
  }

  private RunReport run(String servers, SchemaRegistry registry, LabTarget target) {
    String scenario = Scenarios.write(directory, SCENARIO.formatted(target.uri())).toString();
    Path out = directory.resolve("out");
    try (PlimsollProcess run = part(servers, registry, "run", scenario, "--out", out.toString())) {
      assertThat(run.exitCode(AT_MOST)).as(run.toString()).isZero();
    }
    return RunReport.read(out);
  }

  private RunReport servedBy(String page, String runId) throws Exception {
    Path served = Files.createDirectory(directory.resolve("served"));
    URI uri = URI.create(page).resolve("/api/v1/runs/" + runId + "/report.json");
    var response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(uri).build(),
                BodyHandlers.ofFile(served.resolve("report.json")));
    assertThat(response.statusCode()).as(uri.toString()).isEqualTo(200);
    return RunReport.read(served);
  }

  private PlimsollProcess part(
      String servers, SchemaRegistry registry, String command, String... options) {
    String[] arguments = new String[options.length + 5];
    arguments[0] = command;
    System.arraycopy(options, 0, arguments, 1, options.length);
    arguments[options.length + 1] = "--bootstrap-servers";
    arguments[options.length + 2] = servers;
    arguments[options.length + 3] = "--schema-registry";
    arguments[options.length + 4] = registry.url();
    return PlimsollProcess.start(directory, arguments);
  }
}
