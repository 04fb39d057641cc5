package io.plimsoll.benchmarks.scaling;

import io.plimsoll.lab.LabConfig;
import io.plimsoll.lab.latency.Distribution;
import io.plimsoll.lab.latency.LatencyProfile;
import io.plimsoll.lab.pool.PoolConfig;

/**
 * A target of which operational analysis says where it bends (Denning and Buzen 1978): c
 * connections held for D of the R milliseconds that an answer takes are all in use by c·R/D users.
 *
 * @param connections c; 1 is a lock
 * @param heldMillis D
 * @param otherMillis R − D
 */
record KnownSystem(String name, int connections, double heldMillis, double otherMillis) {

  /** Users that fill it. */
  double breakPoint() {
    return connections * (heldMillis + otherMillis) / heldMillis;
  }

  /** Answers a second at most. */
  double highestThroughput() {
    return connections * 1_000 / heldMillis;
  }

  LabConfig config() {
    LatencyProfile times =
        LatencyProfile.none()
            .with("database", new Distribution.Constant(heldMillis))
            .with("file.list", new Distribution.Constant(otherMillis));
    return LabConfig.defaults()
        .withLatency(times)
        .withDatabase(PoolConfig.defaults().withSize(connections));
  }
}
