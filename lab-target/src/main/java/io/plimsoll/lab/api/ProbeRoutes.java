package io.plimsoll.lab.api;

import io.plimsoll.lab.http.Call;
import io.plimsoll.lab.http.HttpProblem;
import io.plimsoll.lab.http.Json;
import io.plimsoll.lab.http.Reply;
import io.plimsoll.lab.http.Router;
import io.plimsoll.lab.latency.Delays;
import io.plimsoll.lab.metrics.Collector;
import io.plimsoll.lab.metrics.Exposition;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/** Routes without chance in them, for tests and for watching the target. */
public final class ProbeRoutes {
  private static final int MAX_DELAY_MILLIS = 600_000;

  private final List<Collector> collectors;

  public ProbeRoutes(List<Collector> collectors) {
    this.collectors = List.copyOf(collectors);
  }

  public void addTo(Router router) {
    router
        .add("GET", "/api/v1/echo", ProbeRoutes::hello)
        .add("POST", "/api/v1/echo", ProbeRoutes::echo)
        .add("GET", "/delay/{millis}", ProbeRoutes::delay)
        .add("GET", "/health", ProbeRoutes::health)
        .addObservation("/health/ready", ProbeRoutes::health)
        .addObservation("/metrics", this::metrics);
    for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
      router.add(method, "/status/{code}", ProbeRoutes::status);
    }
  }

  private static Mono<Reply> hello(Call call) {
    String message = call.query("message").orElse("hello");
    return Mono.just(Reply.json(200, Map.of("message", message)));
  }

  private static Mono<Reply> echo(Call call) {
    return call.body()
        .map(
            body -> {
              if (body.length == 0) {
                throw HttpProblem.badRequest("missing_body", "send a JSON body to have it echoed");
              }
              Json.read(body);
              return Reply.bytes(200, "application/json", body);
            });
  }

  private static Mono<Reply> delay(Call call) {
    int millis = Call.wholeNumber("millis", call.pathValue(0), 0, MAX_DELAY_MILLIS);
    return Delays.after(TimeUnit.MILLISECONDS.toNanos(millis), call.loop())
        .then(Mono.fromSupplier(() -> Reply.json(200, Map.of("delay_millis", millis))));
  }

  private static Mono<Reply> status(Call call) {
    int code = Call.wholeNumber("code", call.pathValue(0), 200, 599);
    boolean empty = code == 204 || code == 205 || code == 304;
    return Mono.just(empty ? Reply.empty(code) : Reply.json(code, Map.of("status", code)));
  }

  private static Mono<Reply> health(Call call) {
    return Mono.just(Reply.json(200, Map.of("status", "healthy")));
  }

  private Mono<Reply> metrics(Call call) {
    return Mono.fromSupplier(
        () -> {
          Exposition out = new Exposition();
          collectors.forEach(collector -> collector.collect(out));
          return Reply.text(200, Exposition.CONTENT_TYPE, out.text());
        });
  }
}
