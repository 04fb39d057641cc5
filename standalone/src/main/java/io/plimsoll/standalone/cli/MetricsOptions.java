package io.plimsoll.standalone.cli;

import io.plimsoll.analyzer.metrics.MetricsServer;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Where a part without a page of its own shows its metrics. */
final class MetricsOptions {
  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description = "Port of /metrics, 0 for any free one; without it there is none.")
  private Integer port;

  @Option(
      names = "--metrics-host",
      paramLabel = "ADDRESS",
      description = "Its address (default: ${DEFAULT-VALUE}).",
      defaultValue = "127.0.0.1")
  private String host;

  @Option(
      names = "--metrics-token",
      paramLabel = "TOKEN",
      description = "What callers must show; needed when the address is not loopback.")
  private String token;

  @Option(
      names = "--insecure",
      description = "Allows another address than loopback without a token.")
  private boolean insecure;

  /**
   * The server, if one is wanted; it says where it is.
   *
   * @param server none when no port was given
   * @param address of the metrics
   */
  record Server(Optional<MetricsServer> server, String address) implements AutoCloseable {
    @Override
    public void close() {
      server.ifPresent(MetricsServer::close);
    }

    @Override
    public String toString() {
      return address;
    }
  }

  Server serve(Supplier<MetricSnapshots> metrics) {
    if (port == null) {
      return new Server(Optional.empty(), "");
    }
    checkAddress();
    try {
      MetricsServer server = MetricsServer.start(host, port, Optional.ofNullable(token), metrics);
      return new Server(
          Optional.of(server), ", metrics on http://%s:%d/metrics".formatted(host, server.port()));
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandException(
          ExitCode.COULD_NOT_RUN,
          "metrics: cannot listen on %s:%d (%s); choose another with --metrics-port, or 0 for any"
              .formatted(host, port, e.getMessage()),
          e);
    }
  }

  private void checkAddress() {
    try {
      if (token == null && !insecure && !InetAddress.getByName(host).isLoopbackAddress()) {
        throw new CommandException(
            ExitCode.UNUSABLE_INPUT,
            "metrics on %s: others could read them; set --metrics-token, listen on 127.0.0.1, or"
                    .formatted(host)
                + " allow it with --insecure");
      }
    } catch (UnknownHostException e) {
      throw new CommandException(
          ExitCode.UNUSABLE_INPUT,
          "metrics: %s has no address; check --metrics-host".formatted(host),
          e);
    }
  }
}
