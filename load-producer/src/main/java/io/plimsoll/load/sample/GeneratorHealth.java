package io.plimsoll.load.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Judges whether the generator, not the target, was at its limit.
 *
 * <p>A second is bad when an event-loop task waited longer than 100 ms, a request was handed over
 * more than 100 ms after its intended start, an event loop used more than 95 % of a core, or a
 * request waited more than 100 ms for a connection though the target was not slow ({@link
 * PoolWaits}). The first three seconds do not count: code is being compiled. The run is
 * generator-limited from the third bad second on, when they are at least 5 % of all. For one
 * thread.
 */
public final class GeneratorHealth {
  private static final long MAX_DELAY_MICROS = 100_000;
  private static final double MAX_LOOP_CPU = 0.95;
  private static final int WARM_UP_SECONDS = 3;
  private static final int LEAST_BAD = 3;
  private static final double LEAST_SHARE = 0.05;

  private int seconds;
  private int badDelay;
  private int badLag;
  private int badCpu;
  private int badPool;
  private int bad;
  private long worstDelayMicros;
  private long worstLagMicros;
  private double worstCpu;
  private long worstPoolMicros;

  /**
   * Adds one second.
   *
   * @param loopDelayMicros longest delay of an event-loop task
   * @param scheduleLagMicros longest time from an intended start to the hand-over
   * @param loopCpu share of a core that the busiest event loop used
   * @param poolWaitMicros wait for a connection that is the generator's fault
   */
  public void add(
      long loopDelayMicros, long scheduleLagMicros, double loopCpu, long poolWaitMicros) {
    seconds++;
    if (seconds <= WARM_UP_SECONDS) {
      return;
    }
    worstDelayMicros = Math.max(worstDelayMicros, loopDelayMicros);
    worstLagMicros = Math.max(worstLagMicros, scheduleLagMicros);
    worstCpu = Math.max(worstCpu, loopCpu);
    worstPoolMicros = Math.max(worstPoolMicros, poolWaitMicros);
    badDelay += loopDelayMicros > MAX_DELAY_MICROS ? 1 : 0;
    badLag += scheduleLagMicros > MAX_DELAY_MICROS ? 1 : 0;
    badCpu += loopCpu > MAX_LOOP_CPU ? 1 : 0;
    badPool += poolWaitMicros > MAX_DELAY_MICROS ? 1 : 0;
    boolean any =
        loopDelayMicros > MAX_DELAY_MICROS
            || scheduleLagMicros > MAX_DELAY_MICROS
            || loopCpu > MAX_LOOP_CPU
            || poolWaitMicros > MAX_DELAY_MICROS;
    bad += any ? 1 : 0;
  }

  public boolean limited() {
    return bad >= LEAST_BAD && bad >= LEAST_SHARE * (seconds - WARM_UP_SECONDS);
  }

  /** What was past its limit, one sentence each; empty when the generator was well. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (limited()) {
      int counted = seconds - WARM_UP_SECONDS;
      add(
          warnings,
          badDelay,
          counted,
          "its event loop stalled, at worst %.0f ms",
          millis(worstDelayMicros));
      add(warnings, badLag, counted, "it sent late, at worst by %.0f ms", millis(worstLagMicros));
      add(
          warnings,
          badCpu,
          counted,
          "an event loop had no CPU left, at worst %.0f %%",
          worstCpu * 100);
      add(
          warnings,
          badPool,
          counted,
          "requests waited for a connection, at worst %.0f ms, though the target was not slow;"
              + " raise maxConnections",
          millis(worstPoolMicros));
    }
    return warnings;
  }

  private static double millis(long micros) {
    return (double) micros / 1000;
  }

  private static void add(
      List<String> warnings, int badSeconds, int counted, String what, double worst) {
    if (badSeconds > 0) {
      warnings.add(
          "the generator was at its limit in %d of %d seconds: %s"
              .formatted(badSeconds, counted, String.format(Locale.ROOT, what, worst)));
    }
  }
}
