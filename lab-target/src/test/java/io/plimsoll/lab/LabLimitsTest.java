package io.plimsoll.lab;

import static io.plimsoll.lab.LabClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.plimsoll.lab.fault.Fault;
import io.plimsoll.lab.latency.Distribution.Constant;
import io.plimsoll.lab.latency.LatencyProfile;
import io.plimsoll.lab.pool.PoolConfig;
import io.plimsoll.lab.task.TaskConfig;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class LabLimitsTest {
  private static final LabConfig AT_ONCE = LabConfig.defaults().withLatency(LatencyProfile.none());

  @Test
  void fullQueueRefusesWithAReason() {
    LabConfig config =
        AT_ONCE
            .withTasks(TaskConfig.defaults().with(2, 3))
            .withLatency(LatencyProfile.none().with("work.repackage", new Constant(60_000)));
    try (LabTarget target = LabTarget.start(config)) {
      LabClient client = new LabClient(target);

      List<HttpResponse<String>> replies =
          IntStream.range(0, 7).mapToObj(i -> client.post("/api/v1/tasks", "{}")).toList();

      assertThat(replies)
          .extracting(HttpResponse::statusCode)
          .containsExactly(202, 202, 202, 202, 202, 503, 503);
      assertThat(json(replies.get(6)).at("/error/code").asText()).isEqualTo("queue_full");
      assertThat(client.get("/metrics").body())
          .contains("celery_queue_length 3\n", "worker_pool_active_count 2\n")
          .contains("task_rejected_total 2\n");
      assertThat(json(client.get("/api/v1/tasks?status=queued")).path("total").asInt())
          .isEqualTo(3);
    }
  }

  @Test
  void poolMakesCallersWaitForEachOther() {
    PoolConfig patient = new PoolConfig(2, 10_000, Duration.ofMinutes(1));
    LabConfig config = queryTakes(100).withDatabase(patient);
    try (LabTarget target = LabTarget.start(config)) {
      LabClient client = new LabClient(target);
      long startNanos = System.nanoTime();

      assertThat(listAtOnce(client, 8)).containsOnlyKeys(200);

      // 8 queries of 100 ms over 2 connections: 4 rounds
      assertThat(System.nanoTime() - startNanos).isGreaterThanOrEqualTo(400_000_000L);
      awaitInUse(client, 0); // an answer may be here before its connection is back
      assertThat(client.get("/metrics").body()).contains("database_pool_leases_total 8\n");
    }
  }

  @Test
  void exhaustedPoolRefusesAfterItsTimeoutOrWhenTooManyWait() {
    PoolConfig tight = new PoolConfig(1, 2, Duration.ofMillis(50));
    CompletableFuture<Void> queried = new CompletableFuture<>();
    try (LabTarget target = LabTarget.start(AT_ONCE.withDatabase(tight))) {
      LabClient client = new LabClient(target);
      target.faults().install(new LongQuery(queried));
      CompletableFuture<HttpResponse<String>> holder = list(client);
      awaitInUse(client, 1);

      assertThat(listAtOnce(client, 5)).containsExactly(Map.entry(503, 5L));

      assertThat(client.get("/metrics").body()).contains("database_pool_refusals_total 5\n");
      queried.complete(null);
      assertThat(holder.join().statusCode()).isEqualTo(200);
      awaitInUse(client, 0);
      assertThat(listAtOnce(client, 1)).containsExactly(Map.entry(200, 1L));
    }
  }

  @Test
  void takenPortIsToldClearly() {
    try (LabTarget first = LabTarget.start(AT_ONCE)) {
      assertThatThrownBy(() -> LabTarget.start(AT_ONCE.withPort(first.port())))
          .isInstanceOf(LabStartException.class)
          .hasMessageContaining("127.0.0.1:" + first.port())
          .hasMessageContaining("already in use");
    }
  }

  private static LabConfig queryTakes(double millis) {
    return AT_ONCE.withLatency(LatencyProfile.none().with("database", new Constant(millis)));
  }

  private static Map<Integer, Long> listAtOnce(LabClient client, int count) {
    List<CompletableFuture<HttpResponse<String>>> sent =
        IntStream.range(0, count).mapToObj(i -> list(client)).toList();
    return sent.stream()
        .map(CompletableFuture::join)
        .collect(Collectors.groupingBy(HttpResponse::statusCode, Collectors.counting()));
  }

  private static CompletableFuture<HttpResponse<String>> list(LabClient client) {
    return client.sendAsync("GET", "/api/v1/files?limit=1", "");
  }

  private static void awaitInUse(LabClient client, int connections) {
    String line = "database_pool_in_use " + connections + "\n";
    await().atMost(Duration.ofMinutes(1)).until(() -> client.get("/metrics").body().contains(line));
  }

  /** Holds every connection until it is told that the query is over. */
  private record LongQuery(CompletableFuture<Void> over) implements Fault {
    @Override
    public String name() {
      return "long-query";
    }

    @Override
    public <T> Mono<T> aroundLease(String pool, Mono<T> work) {
      return Mono.fromFuture(over, true).then(work);
    }
  }
}
