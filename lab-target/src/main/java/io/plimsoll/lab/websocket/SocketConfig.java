package io.plimsoll.lab.websocket;

import java.time.Duration;

/**
 * The limits of WebSocket connections.
 *
 * @param maxConnections open at once; one more is refused with 503
 * @param queueCapacity messages that may wait for a slow reader; more are dropped and counted
 * @param heartbeat a silent client is pinged after this time and closed after twice it
 */
public record SocketConfig(int maxConnections, int queueCapacity, Duration heartbeat) {

  public SocketConfig {
    if (maxConnections < 0) {
      throw new IllegalArgumentException("maxConnections must not be negative: " + maxConnections);
    }
    if (queueCapacity < 1) {
      throw new IllegalArgumentException("queueCapacity must be at least 1: " + queueCapacity);
    }
    if (heartbeat.isNegative() || heartbeat.isZero()) {
      throw new IllegalArgumentException("heartbeat must be positive: " + heartbeat);
    }
  }

  /** S0's largest connection test (5,000) and S1's queue bound (below 1,000). */
  public static SocketConfig defaults() {
    return new SocketConfig(5_000, 999, Duration.ofSeconds(30));
  }

  /** The same limits with another number of connections. */
  public SocketConfig withMaxConnections(int connections) {
    return new SocketConfig(connections, queueCapacity, heartbeat);
  }
}
