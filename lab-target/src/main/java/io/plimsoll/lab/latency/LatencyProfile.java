package io.plimsoll.lab.latency;

import io.plimsoll.lab.latency.Distribution.Constant;
import io.plimsoll.lab.latency.Distribution.LogNormal;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long each operation of the target takes, in milliseconds. An operation that is not named
 * answers at once. Immutable.
 *
 * @param byOperation operation name to its law
 */
public record LatencyProfile(Map<String, Distribution> byOperation) {

  public LatencyProfile {
    byOperation = Map.copyOf(byOperation);
  }

  /**
   * A healthy system: the shapes of the baselines in S0 5.1, S1 and S3 with medians well inside
   * their limits.
   */
  public static LatencyProfile defaults() {
    Map<String, Distribution> laws = new TreeMap<>();
    laws.put("database", new LogNormal(1.5, 6, 50));
    laws.put("task.upload", new LogNormal(30, 120, 2_000));
    laws.put("task.create", new LogNormal(20, 80, 1_000));
    laws.put("task.query", new LogNormal(4, 15, 200));
    laws.put("task.progress", new LogNormal(2, 8, 100));
    laws.put("task.decompose", new LogNormal(60, 200, 2_000));
    laws.put("file.list", new LogNormal(10, 40, 500));
    laws.put("file.download", new LogNormal(15, 60, 1_000));
    laws.put("worker.register", new LogNormal(20, 80, 1_000));
    laws.put("worker.heartbeat", new LogNormal(4, 15, 200));
    laws.put("worker.query", new LogNormal(5, 20, 300));
    laws.put("chat", new LogNormal(60, 180, 1_200));
    laws.put("workflow", new LogNormal(300, 800, 8_000));
    laws.put("analytics", new LogNormal(40, 120, 1_000));
    laws.put("system.metrics", new LogNormal(30, 80, 1_000));
    laws.put("analysis", new LogNormal(150, 400, 3_000));
    laws.put("lmcache.status", new LogNormal(10, 30, 500));
    laws.put("optimize", new LogNormal(300, 900, 5_000));
    laws.put("websocket.chat", new LogNormal(20, 50, 500));
    laws.put("work.repackage", new LogNormal(100, 300, 5_000));
    laws.put("work.marketplace", new LogNormal(120, 400, 5_000));
    laws.put("work.text_generation_v1", new LogNormal(60, 200, 2_000));
    laws.put("work.image_generation_v1", new LogNormal(150, 500, 5_000));
    laws.put("work.audio_generation_v1", new LogNormal(120, 400, 5_000));
    laws.put("work.video_generation_v1", new LogNormal(400, 1_200, 10_000));
    return new LatencyProfile(laws);
  }

  /** Every operation answers at once. */
  public static LatencyProfile none() {
    return new LatencyProfile(Map.of());
  }

  /** The law of one operation, in milliseconds. */
  public Distribution of(String operation) {
    return byOperation.getOrDefault(operation, new Constant(0));
  }

  /** This profile with another law for one operation. */
  public LatencyProfile with(String operation, Distribution millis) {
    Map<String, Distribution> laws = new HashMap<>(byOperation);
    laws.put(operation, millis);
    return new LatencyProfile(laws);
  }

  /** This profile with every time multiplied by {@code factor}; 0 means at once. */
  public LatencyProfile scaled(double factor) {
    Map<String, Distribution> laws = new HashMap<>();
    byOperation.forEach((operation, law) -> laws.put(operation, law.scaled(factor)));
    return new LatencyProfile(laws);
  }
}
