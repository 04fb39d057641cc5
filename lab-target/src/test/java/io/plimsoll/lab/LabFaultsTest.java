package io.plimsoll.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.lab.fault.FaultKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
    int refused = 0;
    for (int i = 0; i < 50; i++) {
      refused += send("GET", "/api/v1/echo").statusCode() == 429 ? 1 : 0;
    }
    assertThat(refused).isPositive();
    send("DELETE", "/faults/rate-limit");
    send("POST", "/faults/slow-downstream?strength=mild");
    send("GET", "/api/v1/echo");

    String metrics = send("GET", "/metrics").body();
    assertThat(metrics).contains("downstream_request_seconds_count 1\n").contains("status=\"429\"");
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
