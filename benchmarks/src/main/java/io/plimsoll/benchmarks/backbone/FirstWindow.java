package io.plimsoll.benchmarks.backbone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * When a run could first be seen.
 *
 * @param firstStart when its first request was begun
 * @param visible when the page's API first answered with a window of it
 */
record FirstWindow(Instant firstStart, Instant visible) {
  private static final long PAUSE_NANOS = 25_000_000L;

  /**
   * Asks the page's API for windows of one second until there is one.
   *
   * @param page URL of the run's page
   */
  static CompletableFuture<FirstWindow> seen(CompletableFuture<String> page) {
    return page.thenApplyAsync(FirstWindow::await);
  }

  private static FirstWindow await(String page) {
    HttpClient client = HttpClient.newHttpClient();
    String run = page.replace("/runs/", "/api/v1/runs/");
    Instant visible = null;
    while (true) {
      if (visible == null && !get(client, run + "/kpis?window=1s").path("rows").isEmpty()) {
        visible = Instant.now();
      }
      if (visible != null) {
        String firstStart = get(client, run + "/summary").path("firstStart").asText("");
        if (!firstStart.isEmpty()) {
          return new FirstWindow(Instant.parse(firstStart), visible);
        }
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** The answer; nothing while the run is not known yet. */
  private static JsonNode get(HttpClient client, String uri) {
    ObjectMapper json = new ObjectMapper();
    try {
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(uri)).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      return answer.statusCode() == 200 ? json.readTree(answer.body()) : json.createObjectNode();
    } catch (IOException e) {
      throw new IllegalStateException("the page's API does not answer: " + uri, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
