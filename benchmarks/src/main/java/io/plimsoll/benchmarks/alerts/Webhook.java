package io.plimsoll.benchmarks.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes alerts and notes when each came. Thread-safe. */
final class Webhook implements AutoCloseable {
  private final HttpServer server;
  private final List<Firing> firings = new CopyOnWriteArrayList<>();

  /**
   * A breach as it was told.
   *
   * @param id of the event
   * @param atMicros when the request was read, microseconds since the Unix epoch
   * @param windowEndMicros end of the window that proved it
   */
  record Firing(String id, long atMicros, long windowEndMicros) {}

  private Webhook(HttpServer server) {
    this.server = server;
  }

  static Webhook start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Webhook webhook = new Webhook(http);
    http.createContext("/", webhook::take);
    http.start();
    return webhook;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      long now = AlertsMain.nowMicros();
      JsonNode alert = new ObjectMapper().readTree(body);
      if (alert.path("status").asText().equals("firing")) {
        Instant start = Instant.parse(alert.path("windowStart").asText());
        long end =
            start.getEpochSecond() * 1_000_000
                + start.getNano() / 1_000
                + Math.round(alert.path("windowSeconds").asDouble() * 1e6);
        firings.add(new Firing(alert.path("id").asText(), now, end));
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  List<Firing> firings() {
    return List.copyOf(firings);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
