package io.plimsoll.endtoend.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Debian's Prometheus on a loopback port, with the rules that are shipped, scraping each second.
 */
final class PrometheusProcess implements AutoCloseable {
  private static final String CONFIGURATION =
      """
      global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }
      rule_files: [ "%s" ]
      scrape_configs:
        - job_name: plimsoll
          static_configs: [ { targets: [ "%s" ] } ]
      """;

  private final Process process;
  private final int port;
  private final Path directory;
  private final HttpClient client = HttpClient.newHttpClient();

  private PrometheusProcess(Process process, int port, Path directory) {
    this.process = process;
    this.port = port;
    this.directory = directory;
  }

  /**
   * @param target host and port that is scraped
   */
  static PrometheusProcess start(Path directory, String target, Path rules) throws IOException {
    Files.createDirectories(directory);
    Path configuration = directory.resolve("prometheus.yml");
    Files.writeString(
        configuration, CONFIGURATION.formatted(rules.toAbsolutePath().normalize(), target));
    int port = AlertmanagerProcess.freePort();
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("out.txt").toFile())
            .start();
    PrometheusProcess prometheus = new PrometheusProcess(process, port, directory);
    Awaitility.await("Prometheus").atMost(Duration.ofMinutes(2)).until(prometheus::ready);
    return prometheus;
  }

  private boolean ready() throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "Prometheus ended: " + Files.readString(directory.resolve("out.txt")));
    }
    try {
      return get("/-/ready").statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private HttpResponse<String> get(String path) throws IOException {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .timeout(Duration.ofMinutes(1))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Results of an instant query: {@code [ { metric, value: [ time, text ] } ]}. */
  JsonNode query(String expression) throws IOException {
    String encoded = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    JsonNode answer = new ObjectMapper().readTree(get("/api/v1/query?query=" + encoded).body());
    if (!answer.at("/status").asText().equals("success")) {
      throw new IllegalStateException(expression + ": " + answer);
    }
    return answer.at("/data/result");
  }

  /** The one value of an expression; NaN when there is none, or more. */
  double value(String expression) throws IOException {
    JsonNode result = query(expression);
    return result.size() == 1 ? result.at("/0/value/1").asDouble() : Double.NaN;
  }

  /** Alerts that fire or are about to. */
  JsonNode alerts() throws IOException {
    return new ObjectMapper().readTree(get("/api/v1/alerts").body()).at("/data/alerts");
  }

  /** Health of the only target: up, down or unknown; with its last error. */
  String target() throws IOException {
    JsonNode target =
        new ObjectMapper().readTree(get("/api/v1/targets").body()).at("/data/activeTargets/0");
    return target.at("/health").asText() + " " + target.at("/lastError").asText();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
