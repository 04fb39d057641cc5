package io.plimsoll.standalone.registry;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufMono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * HTTP around the routes: reads requests, checks the token, turns answers and refusals into
 * responses.
 */
final class RegistryServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryServer.class);
  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final int LARGEST_BODY_BYTES = 4 << 20;

  /** Reached only where a machine stands still: closing fails then. */
  private static final Duration CLOSE = Duration.ofSeconds(30);

  private final RegistryRoutes routes;
  private final ApiJson json;
  private final Optional<String> token;
  private final LoopResources loop = LoopResources.create("schema-registry", 1, true);
  private final Scheduler blocking =
      Schedulers.newBoundedElastic(8, 1000, "schema-registry-request", 60, true);
  private final DisposableServer server;

  /** Listens from here on. */
  RegistryServer(RegistryConfig config, RegistryRoutes routes, ApiJson json) {
    this.routes = routes;
    this.json = json;
    this.token = config.token();
    try {
      this.server =
          HttpServer.create()
              .host(config.host())
              .port(config.port())
              .runOn(loop)
              .handle(this::handle)
              .bindNow();
    } catch (RuntimeException e) {
      release();
      throw e;
    }
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.disposeNow(CLOSE);
    release();
  }

  private void release() {
    blocking.dispose();
    loop.disposeLater(Duration.ZERO, CLOSE).block();
  }

  private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
    Mono<Object> answer = Mono.defer(() -> answer(request));
    return answer
        .map(body -> response(response, 200, body))
        .onErrorResume(error -> Mono.just(response(response, refusal(error))))
        .flatMap(Mono::from);
  }

  private Mono<Object> answer(HttpServerRequest request) {
    requireToken(request);
    if (request.method().equals(HttpMethod.GET)) { // answered from memory, never blocks
      return Mono.just(routes.answer(ApiRequest.of("GET", request.uri(), "")));
    }
    requireBoundedBody(request);
    ByteBufMono body = request.receive().aggregate();
    return body.asString(StandardCharsets.UTF_8)
        .defaultIfEmpty("")
        .publishOn(blocking)
        .map(text -> routes.answer(ApiRequest.of(request.method().name(), request.uri(), text)));
  }

  private Publisher<Void> response(HttpServerResponse response, ApiException refusal) {
    return response(
        response, refusal.status(), new Replies.Problem(refusal.errorCode(), refusal.getMessage()));
  }

  private Publisher<Void> response(HttpServerResponse response, int status, Object body) {
    return response
        .status(status)
        .header(HttpHeaderNames.CONTENT_TYPE, CONTENT_TYPE)
        .sendByteArray(Mono.just(json.write(body)));
  }

  private static ApiException refusal(Throwable error) {
    if (error instanceof ApiException refusal) {
      return refusal;
    }
    LOG.error("The schema registry failed at a request", error);
    return new ApiException(500, "The registry failed at this request; its log says why", error);
  }

  private void requireToken(HttpServerRequest request) {
    if (token.isEmpty()) {
      return;
    }
    String expected = "Bearer " + token.get();
    String given = request.requestHeaders().get(HttpHeaderNames.AUTHORIZATION, "");
    // In constant time, so that the time taken tells nothing about the token.
    if (!MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8))) {
      throw new ApiException(
          ApiException.UNAUTHORIZED,
          "The token is missing or wrong: send it as Authorization: Bearer TOKEN");
    }
  }

  private static void requireBoundedBody(HttpServerRequest request) {
    long length =
        request.requestHeaders().contains(HttpHeaderNames.TRANSFER_ENCODING) ? -1 : length(request);
    if (length < 0) {
      throw new ApiException(ApiException.LENGTH_REQUIRED, "The body needs a Content-Length");
    }
    if (length > LARGEST_BODY_BYTES) {
      throw new ApiException(
          ApiException.TOO_LARGE,
          "The body has %d bytes; at most %d".formatted(length, LARGEST_BODY_BYTES));
    }
  }

  private static long length(HttpServerRequest request) {
    try {
      return Long.parseLong(request.requestHeaders().get(HttpHeaderNames.CONTENT_LENGTH, "0"));
    } catch (NumberFormatException e) {
      throw new ApiException(ApiException.BAD_REQUEST, "The Content-Length is not a number", e);
    }
  }
}
