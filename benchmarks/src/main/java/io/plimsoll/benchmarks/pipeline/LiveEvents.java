package io.plimsoll.benchmarks.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What the live stream of a run says of its windows of one second, as a page reads it. */
final class LiveEvents implements AutoCloseable {
  private static final String DATA = "data: ";
  private static final long PAUSE_NANOS = 20_000_000L;
  private static final int ATTEMPTS = 500;

  /**
   * A window as shown once.
   *
   * @param atMicros when the message was read
   * @param count outcomes in it
   */
  record Update(long atMicros, long count) {}

  private final Map<Long, List<Update>> updates = new ConcurrentHashMap<>();
  private final ObjectMapper json = new ObjectMapper();
  private final Stream<String> lines;
  private String event = "";

  private LiveEvents(Stream<String> lines) {
    this.lines = lines;
  }

  /** Begins to read once the run is known. */
  static LiveEvents follow(String page, String runId) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(page + "/api/v1/runs/" + runId + "/live")).build();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      HttpResponse<Stream<String>> answer =
          client.send(request, HttpResponse.BodyHandlers.ofLines());
      if (answer.statusCode() == 200) {
        LiveEvents live = new LiveEvents(answer.body());
        Thread thread = new Thread(live::read, "live-events");
        thread.setDaemon(true);
        thread.start();
        return live;
      }
      answer.body().close();
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    throw new IllegalStateException("the run is not known at " + request.uri());
  }

  private void read() {
    try {
      lines.forEach(this::line);
    } catch (UncheckedIOException closed) {
      event = ""; // by us, or the server has gone: then windows will be missing
    }
  }

  private void line(String line) {
    if (line.startsWith("event: ")) {
      event = line.substring("event: ".length());
    } else if (line.startsWith(DATA) && event.equals("kpi")) {
      long now = Liveness.nowMicros();
      try {
        JsonNode window = json.readTree(line.substring(DATA.length()));
        if (window.path("operation").asText().equals("*")) {
          add(window, now);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void add(JsonNode window, long now) {
    Instant start = Instant.parse(window.path("start").asText());
    updates
        .computeIfAbsent(start.getEpochSecond() * 1_000_000, s -> new CopyOnWriteArrayList<>())
        .add(new Update(now, window.path("count").asLong()));
  }

  /** In the order in which they came. */
  List<Update> updatesOf(long windowStartMicros) {
    return updates.getOrDefault(windowStartMicros, List.of());
  }

  @Override
  public void close() {
    lines.close();
  }
}
