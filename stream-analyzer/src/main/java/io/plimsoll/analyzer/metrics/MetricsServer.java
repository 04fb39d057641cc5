package io.plimsoll.analyzer.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers {@code GET /metrics}, as the JDK's own little server does it: an analyzer has no other
 * need of HTTP. Thread-safe.
 */
public final class MetricsServer implements AutoCloseable {
  private final HttpServer server;
  private final Optional<String> token;
  private final Supplier<MetricSnapshots> metrics;

  private MetricsServer(
      HttpServer server, Optional<String> token, Supplier<MetricSnapshots> metrics) {
    this.server = server;
    this.token = token;
    this.metrics = metrics;
  }

  /**
   * Begins to listen.
   *
   * @param port 0 for any free one
   * @param token what those who ask must show; empty for nothing
   * @throws IOException when the address cannot be listened on
   */
  public static MetricsServer start(
      String host, int port, Optional<String> token, Supplier<MetricSnapshots> metrics)
      throws IOException {
    HttpServer http = HttpServer.create(new InetSocketAddress(host, port), 0);
    MetricsServer server = new MetricsServer(http, token, metrics);
    http.createContext("/", server::answer);
    http.start();
    return server;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals("/metrics")) {
        exchange.sendResponseHeaders(404, -1);
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.sendResponseHeaders(405, -1);
      } else if (!allowed(exchange)) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
        exchange.sendResponseHeaders(401, -1);
      } else {
        write(exchange);
      }
    }
  }

  private boolean allowed(HttpExchange exchange) {
    String shown = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    return token
        .map(
            secret ->
                MessageDigest.isEqual(
                    shown.getBytes(StandardCharsets.UTF_8),
                    ("Bearer " + secret).getBytes(StandardCharsets.UTF_8)))
        .orElse(true);
  }

  private void write(HttpExchange exchange) throws IOException {
    String accept = String.valueOf(exchange.getRequestHeaders().getFirst("Accept"));
    ExpositionFormatWriter writer =
        accept.contains("application/openmetrics-text")
            ? OpenMetricsTextFormatWriter.create()
            : PrometheusTextFormatWriter.create();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    writer.write(body, metrics.get(), EscapingScheme.UNDERSCORE_ESCAPING);
    exchange.getResponseHeaders().set("Content-Type", writer.getContentType());
    exchange.sendResponseHeaders(200, body.size());
    body.writeTo(exchange.getResponseBody());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
