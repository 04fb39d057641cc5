package io.plimsoll.endtoend.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.endtoend.process.Parts;
import io.plimsoll.schemas.HistogramReading;
import io.plimsoll.schemas.SystemSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources of samples against the real servers (M1, M4, M5), also while those misbehave. */
class ITSources {
  private static final String PROMETHEUS =
      """
      sample:
        - prometheus: http://127.0.0.1:%1$d/metrics
          name: node
          metrics: [ 'node_cpu_seconds_total{cpu="0"}', node_memory_MemTotal_bytes ]
        - prometheus: http://127.0.0.1:%2$d/metrics
          name: itself
          metrics: 'prometheus_http_request_duration_seconds{handler="/api/v1/query"}'
        - promql: http://127.0.0.1:%2$d
          name: server
          queries:
            targets_up: sum(up)
            one: "1"
            by_mode: sum by (mode) (node_cpu_seconds_total)
          timeout: 1s
      """;

  @TempDir private Path directory;

  @Test
  void readsRedisOnceItHasThePassword() throws Exception {
    Parts.require("redis-server", "redis-server");
    int port = ServerProcess.freePort();
    try (ServerProcess redis = ServerProcess.redis(directory, port, "hunter2");
        Watched watched =
            new Watched(
                directory,
                """
                sample:
                  - { redis: "redis://127.0.0.1:%1$d", name: locked, every: 200ms }
                  - { redis: "redis://127.0.0.1:%1$d", name: wrong, password: 0th3r-word, every: 200ms }
                  - redis: redis://127.0.0.1:%1$d/1
                    name: open
                    password: ${env:SECRET}
                    lists: [ celery, empty ]
                    streams: events
                    info: used_cpu_*
                    every: 200ms
                """
                    .formatted(port))) {
      cli(port, "RPUSH", "celery", "a", "b", "c");
      cli(port, "XADD", "events", "*", "k", "v");

      SystemSample sample =
          watched.await(
              "redis:open",
              each ->
                  Double.valueOf(4.0).equals(each.getValues().get("queue_depth"))
                      && each.getValues().containsKey("commands_per_second"));
      assertThat(sample.getValues())
          .containsEntry("list_length{key=\"celery\"}", 3.0)
          .containsEntry("list_length{key=\"empty\"}", 0.0)
          .containsEntry("stream_length{key=\"events\"}", 1.0)
          .containsEntry("keys", 2.0)
          .containsKeys(
              "memory_used_bytes", "clients_connected", "commands_per_second", "used_cpu_sys");
      watched.await("redis:locked", false);
      watched.await("redis:locked", false);
      watched.await("redis:wrong", false);

      // A slow machine may miss a sample for another reason first: it is the last one that stays.
      watched.awaitWarning("redis:locked: ", "it asks for a password");
      watched.awaitWarning("redis:wrong: ", "does not accept the password");
      assertThat(watched.saidOf("redis:locked"))
          .singleElement()
          .asString()
          .startsWith("WARN redis:locked cannot be sampled: ");
      assertThat(watched.saidOf("redis:wrong")).hasSize(1);
      assertThat(watched.said() + "" + sample)
          .doesNotContain("hunter2")
          .doesNotContain("0th3r-word");
    }
  }

  private void cli(int port, String... words) throws IOException, InterruptedException {
    List<String> command =
        new java.util.ArrayList<>(
            List.of("redis-cli", "-p", String.valueOf(port), "-n", "1", "--no-auth-warning"));
    command.addAll(List.of("-a", "hunter2"));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("cli.out").toFile())
            .start();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void resumesWhenAServerAndItsProcessComeBack() throws Exception {
    Parts.require("redis-server", "redis-server");
    int port = ServerProcess.freePort();
    String section =
        """
        sample:
          - { redis: "127.0.0.1:%1$d", name: queue, password: "${env:SECRET}", every: 200ms }
          - { process: { port: %1$d }, name: queue, every: 200ms }
        """
            .formatted(port);
    ServerProcess first = ServerProcess.redis(directory, port, "hunter2");
    try (Watched watched = new Watched(directory, section)) {
      watched.await("redis:queue", true);
      SystemSample process =
          watched.await("process:queue", each -> each.getValues().containsKey("cpu_cores"));
      assertThat(process.getValues())
          .containsEntry("processes", 1.0)
          .containsKeys("memory_rss_bytes", "threads", "open_descriptors", "cpu_ratio");
      assertThat(process.getValues().get("memory_rss_bytes")).isGreaterThan(1e6);

      first.close();
      watched.await("redis:queue", false);
      watched.await("redis:queue", false);
      watched.await("process:queue", false);
      watched.await("process:queue", false);

      try (ServerProcess again = ServerProcess.redis(directory, port, "hunter2")) {
        watched.await("redis:queue", true);
        watched.await("process:queue", true);
      }
      assertFailedAndBack(watched, "redis:queue");
      assertFailedAndBack(watched, "process:queue");
    } finally {
      first.close();
    }
  }

  @Test
  void readsPrometheusAndWaitsForOneThatHangs() throws Exception {
    Parts.require("prometheus", "prometheus");
    Parts.require("prometheus-node-exporter", "prometheus-node-exporter");
    int port = ServerProcess.freePort();
    int node = ServerProcess.freePort();
    try (ServerProcess exporter = ServerProcess.nodeExporter(directory.resolve("node"), node);
        ServerProcess prometheus =
            ServerProcess.prometheus(directory.resolve("prometheus"), port, node);
        Watched watched = new Watched(directory, PROMETHEUS.formatted(node, port))) {
      SystemSample sample =
          watched.await(
              "promql:server", each -> each.getValues().containsKey("by_mode{mode=\"idle\"}"));
      assertThat(sample.getValues()).containsEntry("targets_up", 1.0).containsEntry("one", 1.0);
      Map<String, Double> exposed =
          watched
              .await(
                  "prometheus:node",
                  each ->
                      each.getValues()
                          .containsKey("node_cpu_seconds_per_second{cpu=\"0\",mode=\"idle\"}"))
              .getValues();
      assertThat(exposed.get("node_memory_MemTotal_bytes")).isGreaterThan(1e8);
      assertThat(exposed.keySet())
          .allMatch(
              each ->
                  each.startsWith("node_cpu_seconds_per_second{cpu=\"0\"")
                      || each.equals("node_memory_MemTotal_bytes")
                      || List.of("source_up", "samples_missed", "sampling_millis").contains(each));
      HistogramReading histogram =
          watched
              .await("prometheus:itself", each -> !each.getHistograms().isEmpty())
              .getHistograms()
              .values()
              .iterator()
              .next();
      assertThat(histogram.getCounts()).hasSize(histogram.getUpperBounds().size() + 1);
      assertThat(histogram.getCounts().stream().mapToDouble(Double::doubleValue).sum())
          .isPositive();

      prometheus.freeze();
      watched.await("promql:server", false);
      watched.await("promql:server", false);
      prometheus.resume();
      watched.await("promql:server", true);
      assertFailedAndBack(watched, "promql:server");
    }
  }

  private static void assertFailedAndBack(Watched watched, String source) {
    assertThat(watched.saidOf(source))
        .anyMatch(each -> each.startsWith("WARN " + source + " cannot be sampled"))
        .anyMatch(each -> each.startsWith("INFO " + source + " is sampled again"))
        .as("once for each change, of which the first reading and the newest may be two more")
        .hasSizeLessThanOrEqualTo(watched.changes(source) + 2);
  }
}
