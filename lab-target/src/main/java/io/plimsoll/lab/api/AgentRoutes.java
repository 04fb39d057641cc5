package io.plimsoll.lab.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.lab.http.Call;
import io.plimsoll.lab.http.HttpProblem;
import io.plimsoll.lab.http.Json;
import io.plimsoll.lab.http.Reply;
import io.plimsoll.lab.http.Router;
import io.plimsoll.lab.task.WorkerPool;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;

/** Chat, workflows and analytics of S1; system, analysis, cache and optimizer of S3. */
public final class AgentRoutes {
  private final Backend backend;
  private final WorkerPool workers;
  private final Router router;
  private final AtomicLong executions = new AtomicLong();

  public AgentRoutes(Backend backend, WorkerPool workers, Router router) {
    this.backend = backend;
    this.workers = workers;
    this.router = router;
  }

  public void addRoutes() {
    router
        .add("POST", "/api/chat", this::chat)
        .add("POST", "/api/workflows/execute", this::workflow)
        .add("GET", "/api/analytics/metrics", this::analytics)
        .add("GET", "/system/metrics", this::system)
        .add("GET", "/analysis", this::analysis)
        .add("POST", "/analysis", this::analysis)
        .add("GET", "/lmcache/status", this::cache)
        .add("POST", "/optimize/run", this::optimize);
  }

  private Mono<Reply> chat(Call call) {
    return withText(
        call,
        "message",
        json ->
            backend.query(
                call,
                "chat",
                () -> {
                  Map<String, Object> answer = new LinkedHashMap<>();
                  answer.put("response", "You said: " + json.path("message").asText());
                  answer.put("session_id", json.at("/context/session_id").asText("none"));
                  return Reply.json(200, answer);
                }));
  }

  private Mono<Reply> workflow(Call call) {
    return withText(
        call,
        "workflow_id",
        json ->
            backend.query(
                call,
                "workflow",
                () -> {
                  Map<String, Object> answer = new LinkedHashMap<>();
                  answer.put("execution_id", "run-" + executions.incrementAndGet());
                  answer.put("workflow_id", json.path("workflow_id").asText());
                  answer.put("status", "completed");
                  answer.put("parameters", json.path("parameters"));
                  return Reply.json(200, answer);
                }));
  }

  private Mono<Reply> analytics(Call call) {
    return backend.query(call, "analytics", () -> Reply.json(200, loadFigures()));
  }

  private Mono<Reply> system(Call call) {
    return backend.compute(
        call,
        "system.metrics",
        () -> {
          Map<String, Object> figures = loadFigures();
          var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
          figures.put("heap_used_bytes", heap.getUsed());
          figures.put("heap_max_bytes", heap.getMax());
          figures.put("load_average", loadAverage());
          return Reply.json(200, figures);
        });
  }

  private Mono<Reply> analysis(Call call) {
    return call.body()
        .flatMap(
            ignored ->
                backend.query(
                    call,
                    "analysis",
                    () -> {
                      Map<String, Object> figures = loadFigures();
                      boolean waiting = workers.queued() > 0;
                      figures.put("findings", waiting ? List.of("tasks wait") : List.of());
                      return Reply.json(200, figures);
                    }));
  }

  private Mono<Reply> cache(Call call) {
    return backend.compute(
        call, "lmcache.status", () -> Reply.json(200, Map.of("status", "connected")));
  }

  private Mono<Reply> optimize(Call call) {
    return call.body()
        .map(Json::readObject)
        .flatMap(
            json ->
                backend.query(
                    call,
                    "optimize",
                    () -> {
                      String id = "opt-" + executions.incrementAndGet();
                      return Reply.json(200, Map.of("run_id", id, "status", "completed"));
                    }));
  }

  private Map<String, Object> loadFigures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("requests_total", router.requestsServed());
    figures.put("tasks_queued", workers.queued());
    figures.put("workers_active", workers.active());
    return figures;
  }

  /** Negative where the system does not tell it; the wire then says 0 processes wait. */
  private static double loadAverage() {
    return Math.max(0, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static Mono<Reply> withText(Call call, String field, Answer answer) {
    return call.body()
        .map(Json::readObject)
        .flatMap(
            json -> {
              if (json.path(field).asText("").isEmpty()) {
                throw HttpProblem.badRequest("missing_field", "the body needs '" + field + "'");
              }
              return answer.to(json);
            });
  }

  @FunctionalInterface
  private interface Answer {
    Mono<Reply> to(JsonNode json);
  }
}
