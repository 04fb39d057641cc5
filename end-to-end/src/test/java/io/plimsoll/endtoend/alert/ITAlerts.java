package io.plimsoll.endtoend.alert;

import static io.plimsoll.schemas.SlaTransition.FIRING;
import static io.plimsoll.schemas.SlaTransition.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.endtoend.process.Parts;
import io.plimsoll.report.ReportConfig;
import io.plimsoll.report.ReportService;
import io.plimsoll.report.alert.AlertPlanReader;
import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.schemas.topic.Topics;
import io.plimsoll.standalone.platform.Platform;
import io.plimsoll.standalone.platform.PlatformConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Breaches reach Alertmanager and webhooks through outages and restarts, each receiver in its order
 * and at its own pace (A8). One broker serves all tests; each has topics of its own.
 */
class ITAlerts {
  @TempDir private static Path directory;
  private static Platform platform;

  @BeforeAll
  static void start() {
    platform = Platform.start(PlatformConfig.in(directory.resolve("data")).forReading());
  }

  @AfterAll
  static void stop() {
    if (platform != null) {
      platform.close();
    }
  }

  /** Topics that no other test sees. */
  private static Cluster topics(String name) {
    Cluster cluster = platform.cluster();
    return new Cluster(
        cluster.bootstrapServers(),
        cluster.schemaRegistryUrl(),
        new Topics(name + ".", 1),
        Map.of());
  }

  private static ConditionFactory await(String what) {
    return Awaitility.await(what)
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(100));
  }

  private static ReportService service(Cluster cluster, String receivers) throws Exception {
    Path file = Files.createTempFile(directory, "alerts", ".yaml");
    Files.writeString(file, receivers);
    return ReportService.start(
        new ReportConfig(cluster)
            .withAddress("127.0.0.1", 0)
            .withAlerts(AlertPlanReader.read(file, System::getenv)));
  }

  @Test
  void firesAndResolvesAtAlertmanager() throws Exception {
    Parts.require("prometheus-alertmanager", "prometheus-alertmanager");
    Cluster cluster = topics("one");
    try (SlaEventTopic topic = new SlaEventTopic(cluster);
        WebhookServer people = new WebhookServer();
        AlertmanagerProcess alertmanager =
            new AlertmanagerProcess(directory.resolve("am1"), people.url())) {
      alertmanager.start();
      try (ReportService service =
          service(
              cluster,
              "receivers: { first: { alertmanager: %s, labels: { team: storage } } }"
                  .formatted(alertmanager.url()))) {
        topic.begin("am-1", "soak");
        topic.event("am-1", "upload", FIRING, "critical");
        topic.event("am-1", "browse", FIRING, "critical");
        await("both alerts").until(() -> of(alertmanager, "am-1").size() == 2);
        assertLabels(of(alertmanager, "am-1").get(0), service.url());
        assertThat(alertmanager.groups().get(0).at("/labels/run").asText()).isEqualTo("am-1");
        assertThat(alertmanager.groups().get(0).at("/labels/severity").asText())
            .isEqualTo("critical");

        topic.event("am-1", "upload", RESOLVED, "critical");
        await("one alert less").until(() -> of(alertmanager, "am-1").size() == 1);
        topic.event("am-1", "browse", RESOLVED, "critical");
        await("no alert").until(() -> of(alertmanager, "am-1").isEmpty());
        await("people hear of both ends")
            .until(
                () ->
                    people.taken().stream()
                        .anyMatch(post -> post.body().at("/status").asText().equals("resolved")));
        assertThat(people.taken().get(0).body().at("/status").asText()).isEqualTo("firing");
      }
    }
  }

  private static void assertLabels(JsonNode alert, String page) {
    JsonNode labels = alert.get("labels");
    String operation = labels.get("operation").asText();
    assertThat(labels.get("alertname").asText()).isEqualTo("PlimsollSlaBreach");
    assertThat(labels.get("run").asText()).isEqualTo("am-1");
    assertThat(labels.get("scenario").asText()).isEqualTo("soak");
    assertThat(labels.get("environment").asText()).isEqualTo("lab");
    assertThat(labels.get("rule").asText()).isEqualTo(operation + "/response.p95");
    assertThat(labels.get("severity").asText()).isEqualTo("critical");
    assertThat(labels.get("team").asText()).isEqualTo("storage");
    assertThat(alert.at("/annotations/value").asText()).isEqualTo("612 ms");
    assertThat(alert.at("/annotations/limit").asText()).isEqualTo("< 500 ms");
    assertThat(alert.at("/annotations/samples").asText()).isEqualTo("1234");
    assertThat(alert.get("generatorURL").asText()).isEqualTo(page + "/runs/am-1");
  }

  private static List<JsonNode> of(AlertmanagerProcess alertmanager, String runId)
      throws Exception {
    return alertmanager.active().stream()
        .filter(alert -> alert.at("/labels/run").asText().equals(runId))
        .toList();
  }

  @Test
  void deadAlertmanagerHoldsUpNobodyAndMissesNothing() throws Exception {
    Parts.require("prometheus-alertmanager", "prometheus-alertmanager");
    Cluster cluster = topics("two");
    try (SlaEventTopic topic = new SlaEventTopic(cluster);
        WebhookServer people = new WebhookServer();
        WebhookServer other = new WebhookServer();
        AlertmanagerProcess alertmanager =
            new AlertmanagerProcess(directory.resolve("am2"), people.url())) {
      String plan =
          "receivers: { dead: { alertmanager: %s, resendEvery: 1h }, alive: { webhook: %s } }"
              .formatted(alertmanager.url(), other.url());
      topic.begin("am-2", "soak");
      try (ReportService unusedBefore = service(cluster, plan)) {
        topic.event("am-2", "a", FIRING, "critical");
        topic.event("am-2", "b", FIRING, "warning");
        topic.event("am-2", "a", RESOLVED, "critical");
        await("the other receiver has them").until(() -> heard(other, "am-2").size() == 3);
      }
      // The service was restarted in the middle of the outage.
      try (ReportService unusedAfter = service(cluster, plan)) {
        topic.event("am-2", "c", FIRING, "critical");
        await("the other receiver goes on").until(() -> heard(other, "am-2").size() == 4);
        alertmanager.start();
        await("what still fires")
            .until(() -> operations(of(alertmanager, "am-2")).equals(List.of("b", "c")));
        topic.event("am-2", "b", RESOLVED, "warning");
        await("c alone").until(() -> operations(of(alertmanager, "am-2")).equals(List.of("c")));
        assertThat(heard(other, "am-2"))
            .startsWith("FIRING a", "FIRING b", "RESOLVED a", "FIRING c");
      }
    }
  }

  private static List<String> operations(List<JsonNode> alerts) {
    return alerts.stream().map(each -> each.at("/labels/operation").asText()).sorted().toList();
  }

  /** What a webhook has taken of a run, in order. */
  private static List<String> heard(WebhookServer webhook, String runId) {
    return webhook.taken().stream()
        .map(WebhookServer.Post::body)
        .filter(body -> body.get("run").asText().equals(runId))
        .map(
            body ->
                body.get("status").asText().toUpperCase(Locale.ROOT)
                    + " "
                    + body.get("operation").asText())
        .toList();
  }

  @Test
  void webhookThatFailsGetsEachEventOnceAndInOrder() throws Exception {
    Cluster cluster = topics("three");
    try (SlaEventTopic topic = new SlaEventTopic(cluster);
        WebhookServer webhook = new WebhookServer()) {
      webhook.answer(500, 503, 500);
      topic.begin("hook-1", "soak");
      try (ReportService unused =
          service(cluster, "receivers: { failing: { webhook: %s } }".formatted(webhook.url()))) {
        topic.event("hook-1", "a", FIRING, "critical");
        topic.event("hook-1", "b", FIRING, "critical");
        topic.event("hook-1", "a", RESOLVED, "critical");
        await("three").until(() -> heard(webhook, "hook-1").size() == 3);
        webhook.answer(400);
        topic.event("hook-1", "c", FIRING, "critical");
        topic.event("hook-1", "b", RESOLVED, "critical");
        await("the one after the refused")
            .until(() -> heard(webhook, "hook-1").contains("RESOLVED b"));
      }
      assertThat(heard(webhook, "hook-1"))
          .containsExactly("FIRING a", "FIRING b", "RESOLVED a", "RESOLVED b");
      assertThat(webhook.taken()).extracting(WebhookServer.Post::key).doesNotHaveDuplicates();
      assertThat(webhook.turnedAway()).hasSize(4);
      assertThat(webhook.turnedAway().subList(0, 3))
          .extracting(WebhookServer.Post::key)
          .containsOnly(webhook.taken().get(0).key());
    }
  }
}
