package io.plimsoll.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.plimsoll.lab.fault.FaultKind;
import io.plimsoll.lab.fault.FaultPlan;
import io.plimsoll.lab.fault.FaultSchedule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults by HTTP: each comes on, can be seen, and goes off. */
class LabFaultsTest {
  private final LabTarget target =
      LabTarget.start(LabConfig.defaults().withAddress("127.0.0.1", 0));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    target.close();
  }

  @Test
  void everyFaultCanBeSwitchedOnAndOffAndTheTruthIsKept() throws Exception {
    for (String kind : FaultKind.labels()) {
      assertThat(send("POST", "/faults/" + kind + "?strength=mild").statusCode())
          .as(kind)
          .isEqualTo(200);
      assertThat(send("DELETE", "/faults/" + kind).body()).contains("\"until\"");
    }

    String truth = send("GET", "/faults").body();
    assertThat(truth).contains("\"kind\":\"cpu-burn\",\"strength\":\"mild\",\"from\":");
    assertThat(send("GET", "/api/v1/echo").statusCode()).isEqualTo(200);
  }

  @Test
  void faultsReachTheRequestsAndNotTheMetrics() throws Exception {
    send("POST", "/faults/rate-limit?strength=severe");
    await() // a slow machine may ask so seldom that none is refused
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(1))
        .until(() -> send("GET", "/api/v1/echo").statusCode() == 429);
    send("DELETE", "/faults/rate-limit");
    send("POST", "/faults/slow-downstream?strength=mild");
    send("GET", "/api/v1/echo");

    String metrics = send("GET", "/metrics").body();
    assertThat(metrics).contains("downstream_request_seconds_count 1\n").contains("status=\"429\"");
  }

  @Test
  void faultsComeBySchedule(@TempDir Path directory) throws Exception {
    Path truth = directory.resolve("truth.ndjson");
    FaultSchedule schedule =
        new FaultSchedule(
            List.of(FaultPlan.parse("error-burst:severe@0+1"), FaultPlan.parse("stall:mild@0s+1s")),
            Optional.of(truth));

    try (LabTarget scheduled = LabTarget.start(LabConfig.defaults().withFaults(schedule))) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  Files.readAllLines(truth).stream()
                          .filter(line -> line.contains("\"on\":false"))
                          .count()
                      == 2);
      assertThat(scheduled.faults().names()).isEmpty();
    }

    assertThat(Files.readAllLines(truth))
        .hasSize(4)
        .anyMatch(
            line -> line.contains("\"kind\":\"error-burst\",\"strength\":\"severe\",\"on\":true"));
  }

  @Test
  void aPlanThatCannotBeReadSaysWhy() {
    assertThatThrownBy(() -> FaultPlan.parse("stall@3"))
        .hasMessageContaining("@30+15, found stall@3");
    assertThatThrownBy(() -> FaultPlan.parse("gremlins:mild@1+1")).hasMessageContaining("cpu-burn");
    assertThatThrownBy(() -> FaultPlan.parse("stall:huge@1+1")).hasMessageContaining("mild, clear");
    assertThatThrownBy(() -> FaultPlan.parse("stall:mild@1+0")).hasMessageContaining("@30+15");
  }

  @Test
  void anUnknownFaultIsRefusedWithThoseThereAre() throws Exception {
    HttpResponse<String> unknown = send("POST", "/faults/gremlins");

    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("gremlins").contains("cpu-burn");
    assertThat(send("POST", "/faults/stall?strength=huge").body())
        .contains("mild, clear or severe");
  }

  private HttpResponse<String> send(String method, String path)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(target.uri() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
