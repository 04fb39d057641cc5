package io.plimsoll.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plimsoll.lab.latency.LatencyProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LabCountsTest {
  private static final Pattern SAMPLE =
      Pattern.compile(
          "[a-zA-Z_:][a-zA-Z0-9_:]*(\\{[a-zA-Z_]\\w*=\"(\\\\.|[^\"\\\\])*\""
              + "(,[a-zA-Z_]\\w*=\"(\\\\.|[^\"\\\\])*\")*})? (-?[0-9.]+(E-?[0-9]+)?|[+-]Inf)");
  private static final Pattern COMMENT =
      Pattern.compile("# (HELP \\S+ .+|TYPE \\S+ (counter|gauge|histogram|summary))");

  @Test
  void servedEqualsWhatEightParallelClientsSent() {
    int perClient = 500;
    LabConfig config = LabConfig.defaults().withLatency(LatencyProfile.defaults().scaled(0.02));
    try (LabTarget target = LabTarget.start(config)) {
      List<CompletableFuture<Void>> clients = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        LabClient client = new LabClient(target);
        clients.add(CompletableFuture.runAsync(() -> sendMix(client, perClient)));
      }
      clients.forEach(CompletableFuture::join);

      await().atMost(Duration.ofMinutes(1)).until(() -> target.requestsServed() == 8L * perClient);

      LabClient client = new LabClient(target);
      String metrics = client.get("/metrics").body();
      client.get("/health/ready");
      assertThat(target.requestsServed()).isEqualTo(8L * perClient);
      assertThat(metrics)
          .contains(counter("GET", "/api/v1/echo", 200, 8 * perClient / 4))
          .contains(counter("POST", "/api/chat", 200, 8 * perClient / 4))
          .contains(counter("GET", "/status/{code}", 500, 8 * perClient / 4))
          .contains(counter("*", "unmatched", 404, 8 * perClient / 4));
    }
  }

  @Test
  void metricsFollowTheTextFormat() {
    try (LabTarget target = LabTarget.start(LabConfig.defaults())) {
      LabClient client = new LabClient(target);
      client.get("/health");

      var response = client.get("/metrics");

      assertThat(response.headers().firstValue("content-type"))
          .hasValue("text/plain; version=0.0.4; charset=utf-8");
      assertThat(response.body().lines())
          .allMatch(line -> SAMPLE.matcher(line).matches() || COMMENT.matcher(line).matches());
      List<String> families =
          response.body().lines().filter(line -> line.startsWith("# TYPE")).toList();
      assertThat(families).doesNotHaveDuplicates();
      assertThat(response.body())
          .contains("celery_queue_length 0\n", "worker_pool_active_count 0\n")
          .contains("database_pool_in_use 0\n", "websocket_connections_active 0\n")
          .contains("process_cpu_seconds_total ", "http_request_duration_seconds_bucket{");
    }
  }

  private static void sendMix(LabClient client, int requests) {
    for (int i = 0; i < requests; i++) {
      switch (i % 4) {
        case 0 -> client.get("/api/v1/echo");
        case 1 -> client.post("/api/chat", "{\"message\":\"m\"}");
        case 2 -> client.get("/status/500");
        default -> client.get("/unknown/" + i);
      }
    }
  }

  private static String counter(String method, String route, int status, int count) {
    return "http_requests_total{method=\"%s\",route=\"%s\",status=\"%d\"} %d\n"
        .formatted(method, route, status, count);
  }
}
