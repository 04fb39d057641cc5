package io.plimsoll.analyzer.merge;

import java.time.Duration;

/**
 * How long stage 2 waits.
 *
 * @param grace how long windows wait beyond the watermark
 * @param patience how long a run that is over waits for an agent it has lost
 * @param abandonAfter how long nothing may come of a run that is not over
 */
public record Waits(Duration grace, Duration patience, Duration abandonAfter) {
  private static final long NANOS_PER_MICRO = 1000;

  long graceMicros() {
    return grace.toNanos() / NANOS_PER_MICRO;
  }

  int patienceTicks() {
    return ticks(patience);
  }

  int abandonTicks() {
    return ticks(abandonAfter);
  }

  private static int ticks(Duration wait) {
    return Math.toIntExact(Math.max(1, wait.dividedBy(MergeProcessor.TICK)));
  }
}
