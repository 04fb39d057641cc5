package io.plimsoll.lab.latency;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A reproducible sequence of draws: the n-th value is a pure function of seed and n (SplitMix64 of
 * Steele, Lea and Flood used as a counter-based generator), so threads share it without a lock and
 * the same seed gives the same sequence. Thread-safe.
 */
public final class SeededSampler {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1.0p-53;

  private final Distribution distribution;
  private final long seed;
  private final AtomicLong drawn = new AtomicLong();

  public SeededSampler(Distribution distribution, long seed) {
    this.distribution = distribution;
    this.seed = seed;
  }

  /** The next value of the sequence, in the distribution's unit. */
  public double next() {
    return at(drawn.getAndIncrement());
  }

  /** The value at {@code index}, counted from 0. */
  public double at(long index) {
    long state = mix(seed) + 2 * index * GOLDEN;
    return distribution.value(unit(mix(state)), unit(mix(state + GOLDEN)));
  }

  /** SplitMix64's finalizer: a bijection, so different inputs give different outputs. */
  public static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }

  private static double unit(long bits) {
    return ((bits >>> 11) + 1) * UNIT; // in (0, 1]: a logarithm of it is finite
  }
}
