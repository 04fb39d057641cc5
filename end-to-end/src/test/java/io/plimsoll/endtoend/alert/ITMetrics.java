package io.plimsoll.endtoend.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.endtoend.process.Parts;
import io.plimsoll.endtoend.process.PlimsollProcess;
import io.plimsoll.endtoend.process.Scenarios;
import io.plimsoll.lab.LabConfig;
import io.plimsoll.lab.LabTarget;
import io.plimsoll.schemas.SlaTransition;
import io.plimsoll.schemas.topic.Cluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus scrapes {@code plimsoll serve} while it analyses a run: what it has counted in
 * the end is what the run had, and the rules that are shipped fire (A8, R10).
 */
class ITMetrics {
  private static final Duration AT_MOST = Duration.ofMinutes(2);
  private static final Path RULES = Path.of("..", "deploy", "prometheus", "plimsoll.rules.yml");
  private static final String SCENARIO =
      """
      name: scraped
      target: %s
      load:
        arrivals: [ { rate: 60/s, for: 10s } ]
      behaviours:
        echo: { weight: 1, steps: [ { get: /api/v1/echo } ] }
        nowhere: { weight: 1, steps: [ { get: /api/v1/nowhere } ] }
      sla:
        echo: { p95: 30s }
      """;

  @TempDir private Path directory;

  private static ConditionFactory await(String what) {
    return Awaitility.await(what).atMost(AT_MOST).pollInterval(Duration.ofMillis(200));
  }

  @Test
  void countsWhatTheRunHadAndFiresTheRules() throws Exception {
    Parts.require("prometheus", "prometheus");
    Parts.require("promtool", "prometheus");
    try (LabTarget target = LabTarget.start(LabConfig.defaults());
        PlimsollProcess serve = serve()) {
      String page = serve.awaitOutput(Pattern.compile("page and API\\s+http://(\\S+)"), AT_MOST);
      String broker = serve.awaitOutput(Pattern.compile("bootstrap servers (\\S+)"), AT_MOST);
      String registry = serve.awaitOutput(Pattern.compile("schema registry\\s+(\\S+)"), AT_MOST);
      serve.awaitOutput(Pattern.compile("(Serving)"), AT_MOST);
      try (PrometheusProcess prometheus =
          PrometheusProcess.start(directory.resolve("prometheus"), page, RULES)) {
        await("scraped").until(() -> prometheus.target().startsWith("up"));
        run(target);
        assertCounts(prometheus);
        assertRulesFire(prometheus, new Cluster(broker, registry));
      }
    }
  }

  private PlimsollProcess serve() {
    return PlimsollProcess.start(
        directory, "serve", "--broker-port", "0", "--registry-port", "0", "--http-port", "0");
  }

  private void run(LabTarget target) {
    String file = Scenarios.write(directory, SCENARIO.formatted(target.uri())).toString();
    try (PlimsollProcess run = PlimsollProcess.start(directory, "run", file)) {
      assertThat(run.exitCode(AT_MOST)).as(run.toString()).isZero();
    }
  }

  private static void assertCounts(PrometheusProcess prometheus) throws Exception {
    await("every outcome").until(() -> prometheus.value("sum(plimsoll_outcomes_total)") == 600);
    await("the account")
        .until(() -> prometheus.value("sum(plimsoll_ledger_analysed_total)") == 600);
    // A scrape that takes more than a second leaves a gap, in which nothing has a value.
    await("all of it").untilAsserted(() -> assertCountsNow(prometheus));
  }

  private static void assertCountsNow(PrometheusProcess prometheus) throws Exception {
    assertThat(prometheus.value("sum(plimsoll_ledger_emitted_total)")).isEqualTo(600);
    double failed = prometheus.value("sum(plimsoll_outcomes_total{operation=\"nowhere\"})");
    assertThat(prometheus.value("sum(plimsoll_errors_total{kind=\"ERROR_STATUS\"})"))
        .isEqualTo(failed)
        .isPositive();
    assertThat(prometheus.value("sum(plimsoll_response_time_seconds_count)")).isEqualTo(600);
    assertThat(prometheus.value("max(plimsoll_analyzer_running)")).isEqualTo(1);
    assertThat(prometheus.value("sum(plimsoll_analyzer_outcomes_total)")).isEqualTo(600);
    // Nothing was reset and nothing jumped: what Prometheus added up is what there was. The first
    // scrape of a series may have come after the run's first window.
    assertThat(prometheus.value("sum(max_over_time(plimsoll_outcomes_total[10m]))")).isEqualTo(600);
    assertThat(prometheus.value("sum(resets(plimsoll_outcomes_total[10m]))")).isZero();
  }

  private void assertRulesFire(PrometheusProcess prometheus, Cluster cluster) throws Exception {
    await("half of the requests fail").until(() -> fired(prometheus, "HighErrorRate", "nowhere"));
    try (SlaEventTopic topic = new SlaEventTopic(cluster)) {
      topic.begin("sla-1", "soak");
      topic.event("sla-1", "upload", SlaTransition.FIRING, "critical");
      await("the limit fires").until(() -> firing(prometheus, "PlimsollSlaFiring", "upload"));
      topic.event("sla-1", "upload", SlaTransition.RESOLVED, "critical");
      await("the limit holds").until(() -> !firing(prometheus, "PlimsollSlaFiring", "upload"));
    }
  }

  /** Now or before: it ends some minutes after the run. */
  private static boolean fired(PrometheusProcess prometheus, String name, String operation)
      throws Exception {
    String alert =
        "ALERTS{alertname=\"%s\",operation=\"%s\",alertstate=\"firing\"}"
            .formatted(name, operation);
    return prometheus.value("max(max_over_time(" + alert + "[10m]))") == 1;
  }

  private static boolean firing(PrometheusProcess prometheus, String name, String operation)
      throws Exception {
    for (JsonNode alert : prometheus.alerts()) {
      if (alert.at("/state").asText().equals("firing")
          && alert.at("/labels/alertname").asText().equals(name)
          && alert.at("/labels/operation").asText().equals(operation)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void rulesAndExamplesAreSound() throws Exception {
    Parts.require("promtool", "prometheus");
    Parts.require("amtool", "prometheus-alertmanager");
    expectSuccess("promtool", "check", "rules", RULES.toString());
    expectSuccess(
        "promtool", "test", "rules", RULES.resolveSibling("plimsoll.rules.test.yml").toString());
    expectSuccess(
        "promtool",
        "check",
        "config",
        "--syntax-only",
        RULES.resolveSibling("prometheus.yml").toString());
    expectSuccess(
        "amtool",
        "check-config",
        Path.of("..", "deploy", "alertmanager", "alertmanager.yml").toString());
  }

  private void expectSuccess(String... command) throws Exception {
    Path output = directory.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor())
        .as("%s: %s", String.join(" ", command), java.nio.file.Files.readString(output))
        .isZero();
  }
}
