package io.plimsoll.lab.pool;

import java.time.Duration;

/**
 * The limits of a pool.
 *
 * @param size connections
 * @param maxWaiting callers that may wait at once
 * @param acquireTimeout how long one waits before it is turned away
 */
public record PoolConfig(int size, int maxWaiting, Duration acquireTimeout) {

  public PoolConfig {
    if (size < 1) {
      throw new IllegalArgumentException("pool size must be at least 1, got " + size);
    }
    if (maxWaiting < 0) {
      throw new IllegalArgumentException("maxWaiting must not be negative, got " + maxWaiting);
    }
    if (acquireTimeout.isNegative() || acquireTimeout.isZero()) {
      throw new IllegalArgumentException("acquireTimeout must be positive, got " + acquireTimeout);
    }
  }

  /** S2's production pool: 20 connections; callers wait up to 5 s. */
  public static PoolConfig defaults() {
    return new PoolConfig(20, 10_000, Duration.ofSeconds(5));
  }

  /** The same limits with another number of connections. */
  public PoolConfig withSize(int connections) {
    return new PoolConfig(connections, maxWaiting, acquireTimeout);
  }
}
