package io.plimsoll.endtoend.sla;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A target that answers 200 until it breaks down, and 500 from then on; notes when it was asked.
 */
final class BreakableTarget implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final AtomicLong requests = new AtomicLong();
  private final AtomicReference<Instant> last = new AtomicReference<>(Instant.MIN);
  private volatile boolean broken;

  private BreakableTarget(HttpServer server) {
    this.server = server;
  }

  static BreakableTarget start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    BreakableTarget target = new BreakableTarget(server);
    server.setExecutor(target.threads);
    server.createContext(
        "/",
        exchange -> {
          target.last.accumulateAndGet(Instant.now(), (a, b) -> a.isAfter(b) ? a : b);
          target.requests.incrementAndGet();
          exchange.sendResponseHeaders(target.broken ? 500 : 200, -1);
          exchange.close();
        });
    server.start();
    return target;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  long requests() {
    return requests.get();
  }

  Instant lastRequest() {
    return last.get();
  }

  /** Returns when. */
  Instant breakDown() {
    Instant now = Instant.now();
    broken = true;
    return now;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
