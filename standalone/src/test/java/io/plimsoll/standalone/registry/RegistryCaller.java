package io.plimsoll.standalone.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Calls a registry by bare HTTP, to see what Confluent's client hides. */
final class RegistryCaller {
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = JsonMapper.builder().build();
  private final String url;

  RegistryCaller(String url) {
    this.url = url;
  }

  record Answer(int status, String contentType, JsonNode body) {
    int errorCode() {
      return body.path("error_code").asInt();
    }

    String message() {
      return body.path("message").asText();
    }
  }

  Answer get(String path) throws IOException, InterruptedException {
    return call("GET", path, "", Map.of());
  }

  Answer call(String method, String path, String body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .method(method, BodyPublishers.ofString(body));
    headers.forEach(request::header);
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        mapper.readTree(response.body()));
  }

  Answer post(String path, Map<String, ?> body) throws IOException, InterruptedException {
    return call("POST", path, mapper.writeValueAsString(body), Map.of());
  }

  Answer put(String path, Map<String, ?> body) throws IOException, InterruptedException {
    return call("PUT", path, mapper.writeValueAsString(body), Map.of());
  }

  Answer delete(String path) throws IOException, InterruptedException {
    return call("DELETE", path, "", Map.of());
  }

  /** The id of the schema under that subject. */
  int register(String subject, String schema) throws IOException, InterruptedException {
    Answer answer = post("/subjects/" + subject + "/versions", Map.of("schema", schema));
    if (answer.status() != 200) {
      throw new AssertionError(answer.toString());
    }
    return answer.body().path("id").asInt();
  }
}
