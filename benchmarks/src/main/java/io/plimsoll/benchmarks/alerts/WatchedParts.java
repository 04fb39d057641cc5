package io.plimsoll.benchmarks.alerts;

import com.sun.net.httpserver.HttpServer;
import io.plimsoll.benchmarks.process.ChildJvm;
import io.plimsoll.benchmarks.sampling.ExpositionMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a run samples and whom it tells, in two moods. The Redis that asks for a password speaks
 * just enough of its protocol to do so; a hanging Prometheus takes connections and never answers.
 */
final class WatchedParts implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(1);
  private static final byte[] NO_AUTH =
      "-NOAUTH Authentication required.\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ChildJvm steady;
  private final ChildJvm exiting;
  private final ServerSocket hanging;
  private final ServerSocket locked;
  private final HttpServer webhook;
  private final int dead;

  private WatchedParts(
      ChildJvm steady,
      ChildJvm exiting,
      ServerSocket hanging,
      ServerSocket locked,
      HttpServer webhook,
      int dead) {
    this.steady = steady;
    this.exiting = exiting;
    this.hanging = hanging;
    this.locked = locked;
    this.webhook = webhook;
    this.dead = dead;
  }

  static WatchedParts start() throws IOException {
    HttpServer webhook = HttpServer.create(new InetSocketAddress(loopback(), 0), 0);
    webhook.createContext("/ok", exchange -> answer(exchange, 200));
    webhook.createContext("/broken", exchange -> answer(exchange, 500));
    webhook.start();
    ServerSocket locked = new ServerSocket(0, 50, loopback());
    Thread redis = new Thread(() -> refuse(locked), "locked-redis");
    redis.setDaemon(true);
    redis.start();
    int dead;
    try (ServerSocket free = new ServerSocket(0, 1, loopback())) {
      dead = free.getLocalPort();
    }
    return new WatchedParts(
        exposition(), exposition(), new ServerSocket(0, 50, loopback()), locked, webhook, dead);
  }

  private static ChildJvm exposition() throws IOException {
    return ChildJvm.start(List.of("-Xmx64m"), List.of(ExpositionMain.class.getName()));
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  private static void answer(com.sun.net.httpserver.HttpExchange exchange, int status)
      throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private static void refuse(ServerSocket server) {
    while (!server.isClosed()) {
      try (var client = server.accept()) {
        if (client.getInputStream().read(new byte[4096]) > 0) {
          client.getOutputStream().write(NO_AUTH);
        }
      } catch (IOException gone) {
        LockSupport.parkNanos(1_000_000L); // a client that hung up, or the end
      }
    }
  }

  /** Sources that answer. */
  String answering() throws InterruptedException {
    String port = steady.await("port", START);
    return """
          - { prometheus: "http://127.0.0.1:%1$s/metrics", name: metrics }
          - { process: { port: %1$s }, name: server }
        """
        .formatted(port);
  }

  /** Sources of which each fails in its own way. */
  String failing() throws InterruptedException {
    return """
          - { prometheus: "http://127.0.0.1:%d/metrics", name: metrics, timeout: 900ms }
          - { promql: "http://127.0.0.1:%d", name: server, queries: { up: sum(up) }, timeout: 900ms }
          - { redis: "redis://127.0.0.1:%d", name: queue }
          - { process: { port: %s }, name: server }
        """
        .formatted(
            hanging.getLocalPort(), dead, locked.getLocalPort(), exiting.await("port", START));
  }

  /** The process that is sampled exits in the middle of the run. */
  void exitSoon(int seconds) {
    Thread end =
        new Thread(
            () -> {
              try {
                boolean unused = new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
                exiting.close();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "exit-soon");
    end.setDaemon(true);
    end.start();
  }

  String receivers(boolean answering) {
    int port = webhook.getAddress().getPort();
    return answering
        ? "receivers: { chat: { webhook: http://127.0.0.1:%d/ok } }\n".formatted(port)
        : """
        receivers:
          chat: { webhook: http://127.0.0.1:%d/broken }
          oncall: { alertmanager: http://127.0.0.1:%d }
        """
            .formatted(port, dead);
  }

  @Override
  public void close() throws IOException {
    steady.close();
    exiting.close();
    webhook.stop(0);
    hanging.close();
    locked.close();
  }
}
