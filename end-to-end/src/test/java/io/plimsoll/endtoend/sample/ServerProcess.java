package io.plimsoll.endtoend.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A server of the distribution on a loopback port; ended when closed. */
final class ServerProcess implements AutoCloseable {
  private static final Duration AT_MOST = Duration.ofMinutes(2);

  private final Process process;

  private ServerProcess(Process process) {
    this.process = process;
  }

  /** Waits until it accepts connections. */
  static ServerProcess start(Path directory, int port, List<String> command) throws IOException {
    Files.createDirectories(directory);
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Files.createTempFile(directory, "server", ".out").toFile())
            .start();
    Awaitility.await(command.get(0)).atMost(AT_MOST).until(() -> accepts(process, port));
    return new ServerProcess(process);
  }

  static ServerProcess redis(Path directory, int port, String password) throws IOException {
    return start(
        directory,
        port,
        List.of(
            "redis-server",
            "--bind",
            "127.0.0.1",
            "--port",
            String.valueOf(port),
            "--save",
            "",
            "--requirepass",
            password));
  }

  /** A Prometheus that scrapes this port each second. */
  static ServerProcess prometheus(Path directory, int port, int target) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve("prometheus.yml"),
        """
        global: { scrape_interval: 1s }
        scrape_configs:
          - job_name: node
            static_configs: [ { targets: [ "127.0.0.1:%d" ] } ]
        """
            .formatted(target));
    return start(
        directory,
        port,
        List.of(
            "prometheus",
            "--config.file=prometheus.yml",
            "--storage.tsdb.path=data",
            "--web.listen-address=127.0.0.1:" + port));
  }

  static ServerProcess nodeExporter(Path directory, int port) throws IOException {
    return start(
        directory,
        port,
        List.of("prometheus-node-exporter", "--web.listen-address=127.0.0.1:" + port));
  }

  private static boolean accepts(Process process, int port) {
    assertThat(process.isAlive()).as("the server runs").isTrue();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** It keeps its connections and answers nothing until {@link #resume}. */
  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
