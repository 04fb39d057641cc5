package io.plimsoll.lab;

import static io.plimsoll.lab.LabClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.lab.latency.LatencyProfile;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabRoutesTest {
  private static LabTarget target;
  private static LabClient client;

  @BeforeAll
  static void start() {
    target =
        LabTarget.start(LabConfig.defaults().withLatency(LatencyProfile.defaults().scaled(0.01)));
    client = new LabClient(target);
  }

  @AfterAll
  static void stop() {
    target.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET  | /health                  |                                    | 200 | healthy",
        "GET  | /health/                 |                                    | 200 | healthy",
        "GET  | /health/ready            |                                    | 200 | healthy",
        "GET  | /api/v1/echo?message=hi  |                                    | 200 | hi",
        "POST | /api/v1/echo             | {\"n\": [1, 2]}                    | 200 | [1, 2]",
        "POST | /api/v1/echo             | {broken                            | 400 | line 1",
        "POST | /api/chat                | {\"message\": \"help\"}            | 200 | help",
        "POST | /api/chat                | {\"text\": \"help\"}               | 400 | 'message'",
        "POST | /api/workflows/execute   | {\"workflow_id\": \"faq\"}         | 200 | faq",
        "GET  | /api/analytics/metrics   |                                    | 200 | requests",
        "GET  | /system/metrics          |                                    | 200 | heap_used",
        "GET  | /analysis/               |                                    | 200 | findings",
        "POST | /analysis                | {}                                 | 200 | findings",
        "GET  | /lmcache/status          |                                    | 200 | connected",
        "POST | /optimize/run            | {}                                 | 200 | completed",
        "POST | /api/v1/tasks            | {\"url\": \"x\"}                   | 202 | queued",
        "POST | /api/v1/tasks            | [1]                                | 400 | JSON object",
        "POST | /api/v1/tasks/marketplace| {\"author\":\"a\",\"name\":\"b\",\"version\":\"1\"}| 202 | b",
        "POST | /api/v1/tasks/marketplace| {\"author\":\"a\",\"name\":\"b\"}  | 400 | 'version'",
        "POST | /api/v1/tasks/submit     | {\"template_id\":\"text_generation_v1\",\"quality\":\"draft\"}| 202 | draft",
        "POST | /api/v1/tasks/submit     | {\"template_id\":\"nope\"}         | 400 | one of",
        "GET  | /api/v1/tasks/abc        |                                    | 404 | 'abc'",
        "GET  | /api/v1/tasks?status=odd |                                    | 400 | queued, running",
        "GET  | /api/v1/files?limit=x    |                                    | 400 | limit",
        "GET  | /api/v1/files/none/download|                                  | 404 | 'none'",
        "GET  | /status/503              |                                    | 503 | 503",
        "GET  | /status/99               |                                    | 400 | from 200",
        "GET  | /delay/x                 |                                    | 400 | millis",
        "GET  | /nothing/here            |                                    | 404 | no_such_path",
        "PUT  | /health                  |                                    | 405 | allowed: [GET]",
        "GET  | /ws                      |                                    | 426 | Upgrade",
      })
  void answers(String method, String path, String body, int status, String contained) {
    HttpResponse<String> response = client.send(method, path, body == null ? "" : body);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).contains(contained);
  }

  @Test
  void emptyStatusesHaveNoBody() {
    for (int code : List.of(204, 304)) {
      HttpResponse<String> response = client.get("/status/" + code);

      assertThat(response.statusCode()).isEqualTo(code);
      assertThat(response.body()).isEmpty();
    }
  }

  @Test
  void delayIsNeverShorterThanAsked() {
    long startNanos = System.nanoTime();

    assertThat(client.get("/delay/120").statusCode()).isEqualTo(200);

    assertThat(System.nanoTime() - startNanos).isGreaterThanOrEqualTo(120_000_000L);
  }

  @Test
  void taskIsAcceptedWorkedOnAndItsFileDownloaded() {
    String id = json(client.post("/api/v1/tasks", "{\"name\":\"plugin\"}")).path("id").asText();

    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> json(client.get("/api/v1/tasks/" + id)).path("status").asText().equals("done"));

    JsonNode task = json(client.get("/api/v1/tasks/" + id));
    HttpResponse<String> file =
        client.get("/api/v1/files/" + task.path("file_id").asText() + "/download");
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValueAsLong("content-length")).hasValue(65_536);
    assertThat(json(client.get("/api/v1/tasks/" + id + "/progress")).path("progress").asInt())
        .isEqualTo(100);
    assertThat(json(client.post("/api/v1/tasks/" + id + "/decompose", "{}")).path("subtasks"))
        .hasSize(4);
    assertThat(client.get("/api/v1/tasks?status=done&limit=500").body()).contains(id);
  }

  @Test
  void filesAreListedByPage() {
    JsonNode page = json(client.get("/api/v1/files?limit=3&offset=1"));

    assertThat(page.path("files")).hasSize(3);
    assertThat(page.path("total").asInt()).isGreaterThanOrEqualTo(200);
  }

  @Test
  void workerRegistersBeatsAndUnregisters() {
    HttpResponse<String> registered = client.post("/api/v1/workers/register", "{\"name\":\"w-7\"}");
    String path = "/api/v1/workers/" + json(registered).path("id").asText();

    assertThat(registered.statusCode()).isEqualTo(201);
    assertThat(json(client.post(path + "/heartbeat", "{}")).path("status").asText())
        .isEqualTo("online");
    assertThat(json(client.get(path)).path("name").asText()).isEqualTo("w-7");
    assertThat(client.get("/api/v1/workers?status=online").body()).contains("w-7");
    assertThat(client.send("DELETE", path, "").statusCode()).isEqualTo(204);
    assertThat(client.post(path + "/heartbeat", "{}").statusCode()).isEqualTo(404);
  }
}
