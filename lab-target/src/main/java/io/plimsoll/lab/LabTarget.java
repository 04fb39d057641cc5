package io.plimsoll.lab;

import io.netty.channel.ChannelOption;
import io.plimsoll.lab.fault.Faults;
import io.plimsoll.lab.http.HttpPipeline;
import io.plimsoll.lab.http.NetworkDelay;
import java.net.URI;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * The system under test: an HTTP and WebSocket server with the API shapes of the source documents,
 * real queues and pools, and seeded times. Several may run in one JVM. Thread-safe.
 */
public final class LabTarget implements AutoCloseable {
  /** Reached only where a machine stands still: closing fails then. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  private final Laboratory laboratory;
  private final LoopResources loops;
  private final DisposableServer server;
  private final String host;

  private LabTarget(
      Laboratory laboratory, LoopResources loops, DisposableServer server, String host) {
    this.laboratory = laboratory;
    this.loops = loops;
    this.server = server;
    this.host = host;
  }

  /**
   * Starts a target.
   *
   * @throws LabStartException when its address cannot be listened on
   */
  public static LabTarget start(LabConfig config) {
    Laboratory laboratory = new Laboratory(config);
    LoopResources loops = LoopResources.create("lab-http", 1, config.eventLoops(), true, false);
    try {
      DisposableServer server = bind(config, laboratory, loops);
      return new LabTarget(laboratory, loops, server, config.host());
    } catch (RuntimeException failed) {
      laboratory.close();
      loops.disposeLater(Duration.ZERO, CLOSE_TIMEOUT).block(CLOSE_TIMEOUT);
      throw startFailure(config, failed);
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Where it is, such as {@code http://127.0.0.1:9000}. */
  public URI uri() {
    String literal = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + literal + ":" + port());
  }

  /**
   * How many HTTP requests were answered completely: each counts once, when the last byte of its
   * response was handed to the operating system. Left out are {@code /metrics}, {@code
   * /health/ready} and WebSocket handshakes. A client may hold its response an instant before it is
   * counted here.
   */
  public long requestsServed() {
    return laboratory.router().requestsServed();
  }

  /** What can go wrong in this target. */
  public Faults faults() {
    return laboratory.faults();
  }

  /** Stops listening, closes every connection and ends its threads. */
  @Override
  public void close() {
    server.disposeNow(CLOSE_TIMEOUT);
    laboratory.close();
    loops.disposeLater(Duration.ZERO, CLOSE_TIMEOUT).block(CLOSE_TIMEOUT.multipliedBy(2));
  }

  private static DisposableServer bind(
      LabConfig config, Laboratory laboratory, LoopResources loops) {
    HttpPipeline pipeline = new HttpPipeline(laboratory.router(), laboratory.faults());
    return HttpServer.create()
        .host(config.host())
        .port(config.port())
        .runOn(loops)
        .protocol(HttpProtocol.HTTP11)
        .option(ChannelOption.SO_BACKLOG, 4_096)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .doOnChannelInit(
            (observer, channel, address) ->
                channel.pipeline().addFirst(new NetworkDelay(laboratory.networkNanos())))
        .handle((request, response) -> serve(laboratory, pipeline, request, response))
        .bindNow();
  }

  private static Publisher<Void> serve(
      Laboratory laboratory,
      HttpPipeline pipeline,
      HttpServerRequest request,
      HttpServerResponse response) {
    String path = HttpPipeline.path(request.uri());
    return laboratory.sockets().serves(path)
        ? laboratory.sockets().serve(path, request, response)
        : pipeline.serve(request, response);
  }

  private static LabStartException startFailure(LabConfig config, RuntimeException failed) {
    String address = config.host() + ":" + config.port();
    String cause = rootMessage(failed);
    String why =
        cause.contains("in use")
            ? "the port is already in use; choose another port, or 0 for any free one"
            : cause;
    String message = "cannot listen on " + address + ": " + why;
    return new LabStartException(message, failed);
  }

  private static String rootMessage(Throwable failed) {
    Throwable root = failed;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
