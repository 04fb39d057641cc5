package io.plimsoll.load.engine;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A server with everything a scenario may meet; it remembers what it was sent. */
final class EchoServer implements AutoCloseable {
  private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> bodies = new ConcurrentLinkedQueue<>();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger tasks = new AtomicInteger();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final DisposableServer server;

  EchoServer() {
    server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .compress(100)
            .protocol(HttpProtocol.HTTP11, HttpProtocol.H2C)
            .route(
                routes ->
                    routes
                        .get("/jump/{n}", EchoServer::jump)
                        .post("/seeother", (in, out) -> out.status(303).header("Location", "/done"))
                        .route(in -> in.uri().startsWith("/moved/"), EchoServer::moved)
                        .get("/away", (in, out) -> out.sendRedirect("http://127.0.0.2:1/x"))
                        .get(
                            "/login",
                            (in, out) ->
                                out.header("Set-Cookie", "id=u7; Path=/")
                                    .sendString(Mono.just("ok")))
                        .post("/upload", this::upload)
                        .post("/tasks", this::submit)
                        .get("/tasks/{id}", this::progress)
                        .get(
                            "/packed",
                            (in, out) ->
                                out.sendString(Mono.just("{\"v\":\"" + "x".repeat(5000) + "\"}")))
                        .route(all -> true, this::echo))
            .bindNow();
  }

  private static org.reactivestreams.Publisher<Void> jump(
      HttpServerRequest in, HttpServerResponse out) {
    int left = Integer.parseInt(in.param("n"));
    return out.sendRedirect(left == 0 ? "/done" : "/jump/" + (left - 1));
  }

  /** Answers with the status that the path ends with. */
  private static org.reactivestreams.Publisher<Void> moved(
      HttpServerRequest in, HttpServerResponse out) {
    int status = Integer.parseInt(in.uri().substring("/moved/".length()));
    return in.receive().then(out.status(status).header("Location", "/to/it?a|b").send());
  }

  private org.reactivestreams.Publisher<Void> upload(HttpServerRequest in, HttpServerResponse out) {
    return in.receive()
        .doOnNext(part -> bytes.addAndGet(part.readableBytes()))
        .then(out.status(202).send());
  }

  private org.reactivestreams.Publisher<Void> submit(HttpServerRequest in, HttpServerResponse out) {
    int id = tasks.incrementAndGet();
    return out.status(202)
        .header("X-Task", "t" + id)
        .sendString(Mono.just("{\"id\":\"t" + id + "\",\"n\":" + id + "}"));
  }

  private org.reactivestreams.Publisher<Void> progress(
      HttpServerRequest in, HttpServerResponse out) {
    String id = in.param("id");
    int times = asked.computeIfAbsent(id, key -> new AtomicInteger()).incrementAndGet();
    return out.sendString(Mono.just("{\"status\":\"" + (times < 3 ? "running" : "done") + "\"}"));
  }

  private org.reactivestreams.Publisher<Void> echo(HttpServerRequest in, HttpServerResponse out) {
    String head =
        in.method()
            + " "
            + in.uri()
            + " auth="
            + in.requestHeaders().get(HttpHeaderNames.AUTHORIZATION)
            + " cookie="
            + cookies(in)
            + " type="
            + in.requestHeaders().get(HttpHeaderNames.CONTENT_TYPE);
    lines.add(head);
    return in.receive()
        .aggregate()
        .asString()
        .defaultIfEmpty("")
        .flatMap(
            body -> {
              bodies.add(body);
              return out.header("X-Seen", "yes").sendString(Mono.just("seen " + body)).then();
            });
  }

  /** Several headers would show as several lines. */
  private static String cookies(HttpServerRequest in) {
    List<String> all = in.requestHeaders().getAll(HttpHeaderNames.COOKIE);
    return all.isEmpty() ? "null" : String.join("\n", all);
  }

  int port() {
    return server.port();
  }

  /** Method, path and some headers of each request that no special path took. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  List<String> bodies() {
    return List.copyOf(bodies);
  }

  /** Bytes of all uploads. */
  long bytes() {
    return bytes.get();
  }

  @Override
  public void close() {
    server.disposeNow();
  }
}
