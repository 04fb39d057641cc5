package io.plimsoll.lab.http;

import io.plimsoll.lab.metrics.Collector;
import io.plimsoll.lab.metrics.Exposition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import reactor.core.publisher.Mono;

/** The target's HTTP routes and their counts. Filled before it is shared. */
public final class Router implements Collector {
  private final PathTable<Map<String, Route>> table = new PathTable<>();
  private final List<RouteMetrics> metrics = new ArrayList<>();
  private final Route unknownPath = route("*", "unmatched", false, Router::noSuchPath);

  /** Adds a route whose requests count as served. */
  public Router add(String method, String template, Handler handler) {
    methodsOf(template).put(method, route(method, template, false, handler));
    return this;
  }

  /** Adds a route that watches the target: its requests do not count as served. */
  public Router addObservation(String template, Handler handler) {
    methodsOf(template).put("GET", route("GET", template, true, handler));
    return this;
  }

  /** Requests to routes other than observations whose response was handed over completely. */
  public long requestsServed() {
    return metrics.stream().filter(m -> !m.observation()).mapToLong(RouteMetrics::served).sum();
  }

  Target find(String method, String path) {
    Optional<PathTable.Match<Map<String, Route>>> match = table.find(path);
    if (match.isEmpty()) {
      return new Target(unknownPath, List.of());
    }
    Map<String, Route> methods = match.get().value();
    Route route = methods.get(method);
    return new Target(
        route != null ? route : refusal(methods, method, path), match.get().pathValues());
  }

  @Override
  public void collect(Exposition out) {
    String requests = "http_requests_total";
    out.family(requests, "counter", "Requests whose response was handed over completely.");
    metrics.forEach(m -> m.writeRequests(out, requests));
    String aborted = "http_requests_aborted_total";
    out.family(aborted, "counter", "Requests whose client left before the response was complete.");
    metrics.forEach(m -> m.writeAborted(out, aborted));
    String duration = "http_request_duration_seconds";
    out.family(duration, "histogram", "Time from request head to complete response in seconds.");
    metrics.forEach(m -> m.writeDuration(out, duration));
  }

  private Map<String, Route> methodsOf(String template) {
    return table
        .registered(template)
        .orElseGet(
            () -> {
              Map<String, Route> methods = new TreeMap<>();
              table.add(template, methods);
              return methods;
            });
  }

  private Route route(String method, String template, boolean observation, Handler handler) {
    RouteMetrics counts = new RouteMetrics(method, template, observation);
    metrics.add(counts);
    return new Route(handler, counts);
  }

  private Route refusal(Map<String, Route> methods, String method, String path) {
    String message = method + " is not allowed on " + path + "; allowed: " + methods.keySet();
    return new Route(
        call -> {
          throw new HttpProblem(405, "method_not_allowed", message);
        },
        unknownPath.metrics());
  }

  private static Mono<Reply> noSuchPath(Call call) {
    throw new HttpProblem(404, "no_such_path", "nothing is served at " + call.uri());
  }

  /** A handler and its counts. */
  record Route(Handler handler, RouteMetrics metrics) {}

  /** The route of one request and its path values. */
  record Target(Route route, List<String> pathValues) {}
}
