package io.plimsoll.load.sample;

import io.plimsoll.load.engine.EngineSnapshot;
import io.plimsoll.load.engine.OperationCounts;
import io.plimsoll.load.scenario.Load;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.stats.sketch.LatencySketch;

/**
 * How long requests wait for a connection because the pool is too small, and not because the target
 * is slow. Both look alike: all connections are busy and others wait. What tells them apart is how
 * long the target takes (Little's law over the pool: in flight ÷ completed per second). When that
 * is more than twice what it was at its best, more connections would only wait at the target, so
 * the wait is the target's, and so is that for what has piled up behind it meanwhile; otherwise
 * they would have carried more load, and the generator held it back.
 *
 * <p>Only arrivals are judged. Users in the closed model have a connection each unless the scenario
 * gives them fewer: then sharing is the load that was asked for, as it is in an application with a
 * pool of its own. WebSockets are not judged, since what waits at one is waiting for its reader.
 * For one thread.
 */
public final class PoolWaits {
  private static final double SLOW = 2;
  private static final int ENOUGH = 100;

  /**
   * What has piled up in a second takes so many at most to be worked off, unless more than four
   * fifths of the pool are needed anyway; then it is too small.
   */
  private static final int DRAINING = 4;

  private final boolean judged;
  private double bestServiceMicros = Double.MAX_VALUE; // no target is slow until it is known
  private boolean learnt;
  private int excused; // seconds that waits may still be those of a time when the target was slow

  /**
   * @param judged whether waits can be the generator's fault
   */
  PoolWaits(boolean judged) {
    this.judged = judged;
  }

  public static PoolWaits of(Scenario scenario) {
    return new PoolWaits(
        scenario.load() instanceof Load.Open && scenario.socketOperations().isEmpty());
  }

  /**
   * How long requests wait for a connection now, as far as that is the generator's fault; 0 when it
   * is not.
   */
  long micros(EngineSnapshot snapshot) {
    double perSecond = snapshot.ratesPerSecond().stream().mapToDouble(Double::doubleValue).sum();
    if (!judged) {
      return 0;
    }
    if (snapshot.waiting() == 0) {
      excused = 0;
      learn(snapshot);
      return 0;
    }
    if (perSecond <= 0 || isSlow(snapshot.inFlight() / perSecond * 1e6)) {
      excused += bestServiceMicros == Double.MAX_VALUE ? 0 : DRAINING;
      return 0;
    }
    if (excused > 0) {
      excused--;
      return 0;
    }
    return (long) (snapshot.waiting() / perSecond * 1e6);
  }

  private boolean isSlow(double serviceMicros) {
    if (!learnt) { // requests have waited from the start: the best of what is seen has to do
      bestServiceMicros = Math.min(bestServiceMicros, serviceMicros);
    }
    return serviceMicros > SLOW * bestServiceMicros;
  }

  /** Where nothing waits, response times are service times. */
  private void learn(EngineSnapshot snapshot) {
    LatencySketch all = new LatencySketch();
    snapshot.operations().stream().map(OperationCounts::response).forEach(all::merge);
    if (all.count() >= ENOUGH) {
      bestServiceMicros = learnt ? Math.min(bestServiceMicros, all.mean()) : all.mean();
      learnt = true;
    }
  }
}
