package io.plimsoll.endtoend.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** Takes JSON and keeps it; answers with the ordered statuses first, then with 200. */
final class WebhookServer implements AutoCloseable {
  private final HttpServer server;
  private final BlockingQueue<Integer> ordered = new LinkedBlockingQueue<>();
  private final List<Post> refused = new CopyOnWriteArrayList<>();
  private final List<Post> taken = new CopyOnWriteArrayList<>();

  /** What has come: the document, and the key by which it is known. */
  record Post(JsonNode body, String key) {}

  WebhookServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode body = new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes());
      Post post = new Post(body, exchange.getRequestHeaders().getFirst("Idempotency-Key"));
      Integer status = ordered.poll();
      (status == null ? taken : refused).add(post);
      exchange.sendResponseHeaders(status == null ? 200 : status, -1);
    }
  }

  /** Answers the next requests so. */
  void answer(Integer... statuses) {
    ordered.addAll(List.of(statuses));
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /** Answered with 200, in the order of their coming. */
  List<Post> taken() {
    return taken;
  }

  /** Answered otherwise. */
  List<Post> turnedAway() {
    return refused;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
