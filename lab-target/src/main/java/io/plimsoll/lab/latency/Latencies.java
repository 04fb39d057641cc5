package io.plimsoll.lab.latency;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The running sequences of a profile, one per operation, each seeded by the target's seed and the
 * operation's name: how often one operation is called does not change another's times. Thread-safe.
 */
public final class Latencies {
  private static final double NANOS_PER_MILLI = 1e6;

  private final LatencyProfile profile;
  private final long seed;
  private final Map<String, SeededSampler> samplers = new ConcurrentHashMap<>();

  public Latencies(LatencyProfile profile, long seed) {
    this.profile = profile;
    this.seed = seed;
  }

  /** The next time of {@code operation}, in nanoseconds. */
  public long nextNanos(String operation) {
    SeededSampler known = samplers.get(operation);
    SeededSampler sampler = known != null ? known : samplers.computeIfAbsent(operation, this::make);
    return Math.round(sampler.next() * NANOS_PER_MILLI);
  }

  private SeededSampler make(String operation) {
    return new SeededSampler(profile.of(operation), seed ^ SeededSampler.mix(operation.hashCode()));
  }
}
