package io.plimsoll.lab.api;

import io.plimsoll.lab.http.Call;
import io.plimsoll.lab.http.HttpProblem;
import io.plimsoll.lab.http.Json;
import io.plimsoll.lab.http.Reply;
import io.plimsoll.lab.http.Router;
import io.plimsoll.lab.latency.SeededSampler;
import io.plimsoll.lab.metrics.Collector;
import io.plimsoll.lab.metrics.Exposition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;

/**
 * The register of remote workers: register, heartbeat, look up, list, unregister (S2 "Worker API").
 * A worker that has sent no heartbeat for 30 s counts as offline and is forgotten after an hour.
 */
public final class WorkerRoutes implements Collector {
  private static final Duration OFFLINE_AFTER = Duration.ofSeconds(30);
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

  private final Backend backend;
  private final Clock clock;
  private final long seed;
  private final AtomicLong registered = new AtomicLong();
  private final Map<String, Worker> workers = new ConcurrentSkipListMap<>();

  public WorkerRoutes(Backend backend, Clock clock, long seed) {
    this.backend = backend;
    this.clock = clock;
    this.seed = ~seed;
  }

  public void addTo(Router router) {
    router
        .add("POST", "/api/v1/workers/register", this::register)
        .add("POST", "/api/v1/workers/{id}/heartbeat", this::heartbeat)
        .add("GET", "/api/v1/workers", this::list)
        .add("GET", "/api/v1/workers/{id}", this::find)
        .add("DELETE", "/api/v1/workers/{id}", this::unregister);
  }

  @Override
  public void collect(Exposition out) {
    long online = workers.values().stream().filter(this::isOnline).count();
    out.single("registered_workers", "gauge", "Remote workers known.", workers.size());
    out.single("registered_workers_online", "gauge", "Those with a recent heartbeat.", online);
  }

  /** Forgets workers that have been silent for an hour; called now and then. */
  public void sweep() {
    Instant oldest = clock.instant().minus(FORGOTTEN_AFTER);
    workers.values().removeIf(worker -> worker.lastHeartbeat.isBefore(oldest));
  }

  private Mono<Reply> register(Call call) {
    return call.body()
        .map(Json::readObject)
        .flatMap(
            json ->
                backend.query(
                    call,
                    "worker.register",
                    () -> {
                      String id = newId();
                      String name = json.path("name").asText("worker-" + id);
                      Worker worker = new Worker(id, name, clock.instant());
                      workers.put(id, worker);
                      return Reply.json(201, view(worker));
                    }));
  }

  private Mono<Reply> heartbeat(Call call) {
    return call.body()
        .map(Json::readObject)
        .flatMap(
            json ->
                backend.compute(
                    call,
                    "worker.heartbeat",
                    () -> {
                      String id = call.pathValue(0);
                      Worker beaten =
                          workers.computeIfPresent(
                              id, (key, old) -> new Worker(id, old.name, clock.instant()));
                      return Reply.json(200, view(found(id, beaten)));
                    }));
  }

  private Mono<Reply> find(Call call) {
    String id = call.pathValue(0);
    return backend.query(
        call, "worker.query", () -> Reply.json(200, view(found(id, workers.get(id)))));
  }

  private Mono<Reply> list(Call call) {
    Optional<String> status = call.query("status");
    int limit = call.queryInt("limit", 50, 1, 500);
    return backend.query(
        call,
        "worker.query",
        () -> {
          List<View> page =
              workers.values().stream()
                  .map(this::view)
                  .filter(view -> status.isEmpty() || view.status.equals(status.get()))
                  .limit(limit)
                  .toList();
          return Reply.json(200, Map.of("workers", page, "total", workers.size()));
        });
  }

  private Mono<Reply> unregister(Call call) {
    String id = call.pathValue(0);
    return backend.query(
        call,
        "worker.register",
        () -> {
          found(id, workers.remove(id));
          return Reply.empty(204);
        });
  }

  private String newId() {
    return "w" + Long.toHexString(SeededSampler.mix(seed + registered.incrementAndGet()));
  }

  private static Worker found(String id, Worker worker) {
    if (worker == null) {
      throw HttpProblem.notFound("worker", id);
    }
    return worker;
  }

  private View view(Worker worker) {
    String status = isOnline(worker) ? "online" : "offline";
    return new View(worker.id, worker.id, worker.name, status, worker.lastHeartbeat.toString());
  }

  private boolean isOnline(Worker worker) {
    return worker.lastHeartbeat.plus(OFFLINE_AFTER).isAfter(clock.instant());
  }

  private record Worker(String id, String name, Instant lastHeartbeat) {}

  private record View(
      String id, String workerId, String name, String status, String lastHeartbeat) {}
}
