package io.plimsoll.report;

import io.plimsoll.report.alert.AlertPlan;
import io.plimsoll.report.view.Retention;
import io.plimsoll.schemas.topic.Cluster;
import java.util.Objects;
import java.util.Optional;

/**
 * How a report service runs.
 *
 * @param cluster where the topics are
 * @param host address to listen on; anything but loopback needs a token, or {@code insecure}
 * @param port port to listen on, 0 for any free one
 * @param token what clients must show as {@code Authorization: Bearer}
 * @param insecure anybody may ask, wherever it listens
 * @param retention how much is kept in memory
 * @param alerts who is told of breaches
 */
public record ReportConfig(
    Cluster cluster,
    String host,
    int port,
    Optional<String> token,
    boolean insecure,
    Retention retention,
    AlertPlan alerts) {
  public static final String DEFAULT_HOST = "127.0.0.1";
  public static final int DEFAULT_PORT = 8080;

  private static final int LARGEST_PORT = 65_535;

  public ReportConfig {
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(retention, "retention");
    Objects.requireNonNull(alerts, "alerts");
    if (port < 0 || port > LARGEST_PORT) {
      throw new IllegalArgumentException("port must be 0…65535, not " + port);
    }
    if (token.isPresent() && token.get().isBlank()) {
      throw new IllegalArgumentException("token must not be blank");
    }
  }

  /** Loopback, port 8080, no token, default retention, nobody told of breaches. */
  public ReportConfig(Cluster cluster) {
    this(
        cluster,
        DEFAULT_HOST,
        DEFAULT_PORT,
        Optional.empty(),
        false,
        Retention.DEFAULT,
        AlertPlan.NONE);
  }

  public ReportConfig withAddress(String otherHost, int otherPort) {
    return new ReportConfig(cluster, otherHost, otherPort, token, insecure, retention, alerts);
  }

  public ReportConfig withAlerts(AlertPlan plan) {
    return new ReportConfig(cluster, host, port, token, insecure, retention, plan);
  }

  /** Says everything but the token. */
  @Override
  public String toString() {
    return "ReportConfig[%s:%d, token=%s, insecure=%s, %s]"
        .formatted(host, port, token.isPresent() ? "set" : "none", insecure, retention);
  }
}
