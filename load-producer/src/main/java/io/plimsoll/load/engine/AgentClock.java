package io.plimsoll.load.engine;

import java.util.function.LongSupplier;

/**
 * The one clock of an agent: a monotonic source, anchored once to the wall clock. Thread-safe.
 * Times that are compared come from the monotonic source only.
 */
public final class AgentClock {
  private final LongSupplier nanoSource;
  private final long anchorNanos;
  private final long anchorMicros;

  /**
   * @param wallMicros wall clock now, microseconds since the Unix epoch
   * @param nanoSource monotonic, like {@link System#nanoTime}
   */
  public AgentClock(long wallMicros, LongSupplier nanoSource) {
    this.nanoSource = nanoSource;
    this.anchorNanos = nanoSource.getAsLong();
    this.anchorMicros = wallMicros;
  }

  /** Anchored to the system's clocks now. */
  public static AgentClock system() {
    java.time.Instant now = java.time.Instant.now();
    return new AgentClock(
        now.getEpochSecond() * 1_000_000 + now.getNano() / 1000, System::nanoTime);
  }

  /** Monotonic nanoseconds of no particular origin. */
  public long nanos() {
    return nanoSource.getAsLong();
  }

  /** Microseconds since the Unix epoch of a reading of {@link #nanos}. */
  public long micros(long nanos) {
    return anchorMicros + Math.floorDiv(nanos - anchorNanos, 1000L);
  }

  /** Microseconds since the Unix epoch, now. */
  public long nowMicros() {
    return micros(nanos());
  }
}
