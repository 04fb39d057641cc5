package io.plimsoll.standalone.platform;

import io.plimsoll.report.alert.AlertPlan;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the embedded whole is set up.
 *
 * @param data where everything is kept
 * @param brokerPort of the broker, on loopback; 0 for any free one
 * @param registryPort of the schema registry, on loopback; 0 for any free one
 * @param host address of the page and the query API
 * @param httpPort their port; 0 for any free one
 * @param token what callers from elsewhere must show; needed when the host is not loopback
 * @param insecure allows another address without a token
 * @param analyze whether the analyzer runs; without it what is there can be read
 * @param alerts who is told of breaches
 */
public record PlatformConfig(
    DataLayout data,
    int brokerPort,
    int registryPort,
    String host,
    int httpPort,
    Optional<String> token,
    boolean insecure,
    boolean analyze,
    AlertPlan alerts) {

  /** Everything on free loopback ports. */
  public static PlatformConfig in(Path directory) {
    return new PlatformConfig(
        new DataLayout(directory),
        0,
        0,
        "127.0.0.1",
        0,
        Optional.empty(),
        false,
        true,
        AlertPlan.NONE);
  }

  /** The same with the page on this port. */
  public PlatformConfig withHttpPort(int port) {
    return new PlatformConfig(
        data, brokerPort, registryPort, host, port, token, insecure, analyze, alerts);
  }

  /** The same without the analyzer. */
  public PlatformConfig forReading() {
    return new PlatformConfig(
        data, brokerPort, registryPort, host, httpPort, token, insecure, false, AlertPlan.NONE);
  }
}
