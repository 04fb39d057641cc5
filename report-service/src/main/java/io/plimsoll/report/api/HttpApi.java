package io.plimsoll.report.api;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.plimsoll.report.page.Pages;
import io.plimsoll.report.query.ReportException;
import io.plimsoll.report.query.ReportException.Code;
import io.plimsoll.report.query.Reports;
import io.plimsoll.report.query.RunQueries;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** The API and the page over HTTP. Thread-safe. */
public final class HttpApi implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

  /** Reached only where a machine stands still: closing fails then. */
  private static final Duration CLOSE = Duration.ofSeconds(30);

  /** Nothing comes from elsewhere; charts set styles, but no script is written into the page. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors"
          + " 'none'";

  /** A report brings its scripts along and talks to nobody. */
  private static final String REPORT_POLICY =
      "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Access access;
  private final List<Route> routes;
  private final Pages pages = new Pages();
  private final LoopResources loops = LoopResources.create("report-http", 1, true);
  private final DisposableServer server;

  private HttpApi(String host, int port, Access access, List<Route> routes) {
    this.access = access;
    this.routes = routes;
    this.server = bind(host, port);
  }

  /**
   * Starts to listen.
   *
   * @param host where
   * @param port 0 for any free one
   * @param token what clients must show
   * @param metrics what {@code /metrics} says
   * @param insecure listen without a token wherever the host is
   * @throws ReportException PORT_TAKEN, CANNOT_BIND or TOKEN_NEEDED
   */
  public static HttpApi start(
      String host,
      int port,
      Optional<String> token,
      boolean insecure,
      Reports reports,
      RunQueries queries,
      Supplier<Health> health,
      Supplier<MetricSnapshots> metrics) {
    Access access = new Access(token, insecure);
    access.checkBinding(host);
    return new HttpApi(host, port, access, new Routes(reports, queries, health, metrics).all());
  }

  private DisposableServer bind(String host, int port) {
    try {
      return HttpServer.create()
          .host(host)
          .port(port)
          .runOn(loops, false)
          .handle(this::handle)
          .bindNow();
    } catch (ChannelBindException e) {
      loops.dispose();
      throw cannotBind(host, port, e);
    }
  }

  private static ReportException cannotBind(String host, int port, ChannelBindException e) {
    boolean taken =
        e.getCause() instanceof BindException
            && String.valueOf(e.getCause().getMessage()).contains("in use");
    return taken
        ? new ReportException(
            Code.PORT_TAKEN,
            "report service: port %d on %s is taken; choose another with --port, or 0 for any"
                .formatted(port, host),
            e)
        : new ReportException(
            Code.CANNOT_BIND,
            "report service: cannot listen on %s:%d (%s); check --host and --port"
                .formatted(host, port, e.getCause()),
            e);
  }

  public int port() {
    return server.port();
  }

  private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
    secure(response);
    try {
      return dispatch(request, response);
    } catch (ReportException e) {
      return send(request, response, Reply.problem(e));
    } catch (RuntimeException e) {
      return send(request, response, defect(request, e));
    }
  }

  private Publisher<Void> dispatch(HttpServerRequest request, HttpServerResponse response) {
    QueryStringDecoder uri = decoder(request.uri());
    String path = uri.path();
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      throw new ReportException(
          Code.BAD_METHOD, request.method() + " " + path + ": only GET is answered");
    }
    Optional<Pages.Asset> asset = pages.at(path);
    if (asset.isPresent()) {
      authorize(request, true);
      return page(request, response, asset.get());
    }
    for (Route route : routes) {
      Optional<Map<String, String>> variables = route.match(path);
      if (variables.isPresent()) {
        authorize(request, route.open());
        return answer(route, api(variables.get(), uri, request), request, response);
      }
    }
    throw new ReportException(Code.UNKNOWN_PATH, path + " is not here; see /openapi.yaml");
  }

  private static QueryStringDecoder decoder(String uri) {
    try {
      QueryStringDecoder decoder = new QueryStringDecoder(uri, StandardCharsets.UTF_8);
      // Both decode when first asked.
      String checked = decoder.path() + decoder.parameters();
      LOG.trace("asked for {}", checked);
      return decoder;
    } catch (IllegalArgumentException e) {
      throw new ReportException(Code.BAD_QUERY, "the address cannot be decoded: " + e.getMessage());
    }
  }

  private void authorize(HttpServerRequest request, boolean open) {
    access.check(open, header(request, "Authorization"), header(request, "Host"));
  }

  private static Optional<String> header(HttpServerRequest request, String name) {
    return Optional.ofNullable(request.requestHeaders().get(name));
  }

  private static ApiRequest api(
      Map<String, String> variables, QueryStringDecoder uri, HttpServerRequest request) {
    Map<String, String> query = new HashMap<>();
    uri.parameters().forEach((name, values) -> query.put(name, values.get(values.size() - 1)));
    return new ApiRequest(
        variables, query, header(request, "Last-Event-ID"), header(request, "Accept").orElse(""));
  }

  private Publisher<Void> answer(
      Route route, ApiRequest asked, HttpServerRequest request, HttpServerResponse response) {
    if (route instanceof Route.Streaming streaming) {
      return stream(streaming.stream().apply(asked), response);
    }
    Route.Answering answering = (Route.Answering) route;
    return Mono.fromCallable(() -> answering.answer().apply(asked))
        .subscribeOn(Schedulers.boundedElastic())
        .onErrorResume(ReportException.class, e -> Mono.just(Reply.problem(e)))
        .onErrorResume(RuntimeException.class, e -> Mono.just(defect(request, e)))
        .flatMap(reply -> Mono.from(send(request, response, reply)));
  }

  private static Publisher<Void> stream(Flux<String> events, HttpServerResponse response) {
    response.header("Content-Type", "text/event-stream; charset=utf-8");
    response.header("Cache-Control", "no-store");
    return response.send(
        events.map(text -> Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8))),
        any -> true);
  }

  private static Publisher<Void> page(
      HttpServerRequest request, HttpServerResponse response, Pages.Asset asset) {
    Map<String, String> headers = Map.of("Cache-Control", "no-cache");
    return send(request, response, new Reply(200, asset.contentType(), asset.bytes(), headers));
  }

  private static Publisher<Void> send(
      HttpServerRequest request, HttpServerResponse response, Reply reply) {
    response.status(reply.status());
    response.header("Content-Type", reply.contentType());
    response.header("Content-Length", String.valueOf(reply.body().length));
    if (reply.headers().containsKey("Content-Disposition")
        && reply.contentType().startsWith("text/html")) {
      response.header("Content-Security-Policy", REPORT_POLICY);
    }
    reply.headers().forEach(response::header);
    return request.method().equals(HttpMethod.HEAD)
        ? response.send()
        : response.send(Mono.just(Unpooled.wrappedBuffer(reply.body())));
  }

  private static void secure(HttpServerResponse response) {
    response.header("Content-Security-Policy", POLICY);
    response.header("X-Content-Type-Options", "nosniff");
    response.header("Referrer-Policy", "no-referrer");
    response.header("Cache-Control", "no-store");
  }

  private static Reply defect(HttpServerRequest request, RuntimeException e) {
    LOG.error("{} {} failed", request.method(), request.uri(), e);
    return Reply.problem(
        new ReportException(
            Code.INTERNAL, "the service failed on this question; its log says why", e));
  }

  @Override
  public void close() {
    server.disposeNow(CLOSE);
    loops.disposeLater(Duration.ZERO, CLOSE).block(CLOSE.plusSeconds(1));
  }
}
