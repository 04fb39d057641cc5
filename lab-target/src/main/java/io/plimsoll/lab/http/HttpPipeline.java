package io.plimsoll.lab.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.plimsoll.lab.fault.Faults;
import io.plimsoll.lab.pool.PoolExhaustedException;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Every HTTP request's way: find the route, run it inside the faults, send the reply, count it. */
public final class HttpPipeline {
  private static final Logger LOG = LoggerFactory.getLogger(HttpPipeline.class);

  private final Router router;
  private final Faults faults;

  public HttpPipeline(Router router, Faults faults) {
    this.router = router;
    this.faults = faults;
  }

  /** Serves one request. */
  public Publisher<Void> serve(HttpServerRequest request, HttpServerResponse response) {
    long startNanos = System.nanoTime();
    Router.Target target = router.find(request.method().name(), path(request.uri()));
    Call call = new Call(request, target.pathValues());
    Mono<Reply> handled = Mono.defer(() -> target.route().handler().handle(call));
    RouteMetrics metrics = target.route().metrics();
    return faults
        .aroundRequest(call, handled)
        .onErrorResume(error -> Mono.just(replyTo(error, call)))
        .flatMap(
            reply ->
                send(reply, response)
                    .doOnSuccess(
                        sent -> metrics.served(reply.status(), System.nanoTime() - startNanos)))
        .doOnCancel(metrics::aborted)
        .doOnError(error -> metrics.aborted());
  }

  /** Sends a reply without counting it. */
  public static Mono<Void> send(Reply reply, HttpServerResponse response) {
    response.status(reply.status());
    if (!reply.contentType().isEmpty()) {
      response.header(HttpHeaderNames.CONTENT_TYPE, reply.contentType());
    }
    if (mayHaveBody(reply.status())) {
      response.header(HttpHeaderNames.CONTENT_LENGTH, Long.toString(reply.contentLength()));
    } else {
      return response.send().then();
    }
    return reply.isStreamed()
        ? response.send(reply.body()).then()
        : response.sendObject(reply.bytes()).then();
  }

  /** The path of a request target: without query, and without scheme and host if it has them. */
  public static String path(String uri) {
    int query = uri.indexOf('?');
    String path = query < 0 ? uri : uri.substring(0, query);
    if (path.startsWith("/")) {
      return path;
    }
    int host = path.indexOf("://");
    int slash = host < 0 ? -1 : path.indexOf('/', host + 3);
    return slash < 0 ? "/" : path.substring(slash);
  }

  private static boolean mayHaveBody(int status) {
    return status >= 200 && status != 204 && status != 304;
  }

  private static Reply replyTo(Throwable error, Call call) {
    if (error instanceof HttpProblem problem) {
      return problem.reply();
    }
    if (error instanceof PoolExhaustedException) {
      return Reply.problem(503, "pool_exhausted", error.getMessage());
    }
    LOG.error("{} {} failed", call.method(), call.uri(), error);
    return Reply.problem(500, "internal_error", "the target failed: " + error.getMessage());
  }
}
