package io.plimsoll.endtoend.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Debian's Alertmanager on a loopback port. It groups by run and severity and tells a webhook at
 * once. It can be killed and started again on the same port.
 */
final class AlertmanagerProcess implements AutoCloseable {
  private static final String CONFIGURATION =
      """
      route:
        receiver: people
        group_by: [run, severity]
        group_wait: 0s
        group_interval: 1s
        repeat_interval: 1h
      receivers:
        - name: people
          webhook_configs: [ { url: "%s", send_resolved: true } ]
      """;

  private final Path directory;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();
  private Process process;

  AlertmanagerProcess(Path directory, String webhook) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.port = freePort();
    Files.writeString(directory.resolve("alertmanager.yml"), CONFIGURATION.formatted(webhook));
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  void start() throws IOException {
    process =
        new ProcessBuilder(
                "prometheus-alertmanager",
                "--config.file=" + directory.resolve("alertmanager.yml"),
                "--storage.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("out.txt").toFile()))
            .start();
    Awaitility.await("Alertmanager").atMost(Duration.ofMinutes(2)).until(this::ready);
  }

  private boolean ready() {
    try {
      return get("/-/ready").statusCode() == 200;
    } catch (IOException notYet) {
      if (!process.isAlive()) {
        throw new IllegalStateException("Alertmanager ended: " + log(), notYet);
      }
      return false;
    }
  }

  String log() {
    try {
      return Files.readString(directory.resolve("out.txt"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private HttpResponse<String> get(String path) throws IOException {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofMinutes(1)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Alerts that have not ended. */
  List<JsonNode> active() throws IOException {
    JsonNode all = new ObjectMapper().readTree(get("/api/v2/alerts").body());
    List<JsonNode> active = new java.util.ArrayList<>();
    all.forEach(active::add);
    return active;
  }

  /** Labels of the groups in which alerts are told of. */
  JsonNode groups() throws IOException {
    return new ObjectMapper().readTree(get("/api/v2/alerts/groups").body());
  }

  @Override
  public void close() {
    if (process == null) {
      return;
    }
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
