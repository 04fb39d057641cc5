package io.plimsoll.benchmarks.faultlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said of the only run of a report service, as its query API gives it. */
final class RunFindings {
  private final HttpClient client;
  private final URI service;
  private final ObjectMapper json = new ObjectMapper();
  private Optional<String> run = Optional.empty();

  RunFindings(HttpClient client, URI service) {
    this.client = client;
    this.service = service;
  }

  /**
   * A finding as it stands.
   *
   * @param rank among the causes told at the same time; 9 for what is no cause
   * @param since beginning of its latest episode
   * @param noticedAfterSeconds from there until it was told, in event time; 0 when not known
   */
  record Said(
      String id,
      boolean open,
      double rank,
      Instant since,
      double episodes,
      double noticedAfterSeconds,
      String title) {}

  List<Said> now() throws Exception {
    if (run.isEmpty()) {
      JsonNode runs = read("/api/v1/runs").get("runs");
      run = Optional.of(runs.get(0).at("/run/id").asText());
    }
    List<Said> all = new ArrayList<>();
    for (JsonNode each : read("/api/v1/runs/" + run.get()).get("findings")) {
      JsonNode evidence = each.get("evidence");
      double later = evidence.path("latestAfterSeconds").asDouble(0);
      all.add(
          new Said(
              each.get("id").asText(),
              !each.get("state").asText().equals("CLOSED"),
              evidence.path("rank").asDouble(9),
              Instant.parse(each.get("from").asText()).plusMillis((long) (1000 * later)),
              evidence.path("episodes").asDouble(1),
              evidence.path("noticedAfterSeconds").asDouble(0),
              each.get("title").asText()));
    }
    return all;
  }

  /** Whether anything but a drift lasts. */
  boolean isAnyOpen() throws Exception {
    return now().stream().anyMatch(each -> each.open() && !each.id().startsWith("drift-"));
  }

  private JsonNode read(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(service.resolve(path)).build();
    return json.readTree(client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
  }
}
