package io.plimsoll.lab;

import io.plimsoll.lab.fault.FaultSchedule;
import io.plimsoll.lab.latency.Distribution;
import io.plimsoll.lab.latency.LatencyProfile;
import io.plimsoll.lab.pool.PoolConfig;
import io.plimsoll.lab.task.TaskConfig;
import io.plimsoll.lab.websocket.SocketConfig;

/**
 * How a target is set up. Immutable.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 for any free one
 * @param seed of everything that is drawn: latencies, file sizes, ids
 * @param eventLoops threads that serve connections
 * @param latency how long each operation takes
 * @param tasks workers and their queue
 * @param database connections of the {@code database} pool
 * @param sockets limits of WebSocket connections
 * @param files files there are at the start
 * @param fileSizes their sizes in bytes
 * @param maxUploadBytes largest request body of an upload
 * @param faults what goes wrong by itself
 */
public record LabConfig(
    String host,
    int port,
    long seed,
    int eventLoops,
    LatencyProfile latency,
    TaskConfig tasks,
    PoolConfig database,
    SocketConfig sockets,
    int files,
    Distribution fileSizes,
    long maxUploadBytes,
    FaultSchedule faults) {

  public LabConfig {
    require(!host.isBlank(), "host", "an address", host);
    require(port >= 0 && port <= 65_535, "port", "from 0 to 65535", port);
    require(eventLoops >= 1, "eventLoops", "at least 1", eventLoops);
    require(files >= 0, "files", "at least 0", files);
    require(maxUploadBytes >= 1, "maxUploadBytes", "at least 1", maxUploadBytes);
  }

  /** A healthy target on any free port of the loopback address. */
  public static LabConfig defaults() {
    return new LabConfig(
        "127.0.0.1",
        0,
        42,
        Runtime.getRuntime().availableProcessors(),
        LatencyProfile.defaults(),
        TaskConfig.defaults(),
        PoolConfig.defaults(),
        SocketConfig.defaults(),
        200,
        new Distribution.LogNormal(32_768, 262_144, 4_194_304),
        2L << 30,
        FaultSchedule.NONE);
  }

  /** This configuration on another address. */
  public LabConfig withAddress(String newHost, int newPort) {
    return copy(newHost, newPort, seed, eventLoops, latency, tasks, database, sockets, faults);
  }

  /** This configuration on another port; 0 for any free one. */
  public LabConfig withPort(int newPort) {
    return copy(host, newPort, seed, eventLoops, latency, tasks, database, sockets, faults);
  }

  /** This configuration with other chances. */
  public LabConfig withSeed(long newSeed) {
    return copy(host, port, newSeed, eventLoops, latency, tasks, database, sockets, faults);
  }

  /** This configuration with another number of serving threads. */
  public LabConfig withEventLoops(int loops) {
    return copy(host, port, seed, loops, latency, tasks, database, sockets, faults);
  }

  /** This configuration with other times. */
  public LabConfig withLatency(LatencyProfile profile) {
    return copy(host, port, seed, eventLoops, profile, tasks, database, sockets, faults);
  }

  /** This configuration with other workers. */
  public LabConfig withTasks(TaskConfig limits) {
    return copy(host, port, seed, eventLoops, latency, limits, database, sockets, faults);
  }

  /** This configuration with another database pool. */
  public LabConfig withDatabase(PoolConfig limits) {
    return copy(host, port, seed, eventLoops, latency, tasks, limits, sockets, faults);
  }

  /** This configuration with other WebSocket limits. */
  public LabConfig withSockets(SocketConfig limits) {
    return copy(host, port, seed, eventLoops, latency, tasks, database, limits, faults);
  }

  /** This configuration with other faults. */
  public LabConfig withFaults(FaultSchedule schedule) {
    return copy(host, port, seed, eventLoops, latency, tasks, database, sockets, schedule);
  }

  private LabConfig copy(
      String newHost,
      int newPort,
      long newSeed,
      int newEventLoops,
      LatencyProfile newLatency,
      TaskConfig newTasks,
      PoolConfig newDatabase,
      SocketConfig newSockets,
      FaultSchedule newFaults) {
    return new LabConfig(
        newHost,
        newPort,
        newSeed,
        newEventLoops,
        newLatency,
        newTasks,
        newDatabase,
        newSockets,
        files,
        fileSizes,
        maxUploadBytes,
        newFaults);
  }

  private static void require(boolean holds, String key, String expected, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(key + " must be " + expected + ", got '" + value + "'");
    }
  }
}
