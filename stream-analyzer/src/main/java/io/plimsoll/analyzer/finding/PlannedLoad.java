package io.plimsoll.analyzer.finding;

import io.plimsoll.schemas.PhasePlan;
import java.util.List;

/** What the plan of a run asks for at a moment. Immutable. */
final class PlannedLoad {
  private static final double STEADY = 0.01;

  private final long beginMicros;
  private final List<PhasePlan> plan;

  /**
   * @param beginMicros when the load began
   */
  PlannedLoad(long beginMicros, List<PhasePlan> plan) {
    this.beginMicros = beginMicros;
    this.plan = List.copyOf(plan);
  }

  /**
   * The load of a stretch of time.
   *
   * @param level users or arrivals per second, mean; 1 without a plan
   * @param steady whether it stays the same
   */
  record Load(double level, boolean steady) {}

  Load between(long fromMicros, long toMicros) {
    if (plan.isEmpty()) {
      return new Load(1, true);
    }
    double before = at(fromMicros - beginMicros);
    double after = at(toMicros - beginMicros - 1);
    double mean = (before + after) / 2;
    return new Load(mean, mean > 0 && Math.abs(after - before) <= STEADY * mean);
  }

  private double at(long offset) {
    for (PhasePlan phase : plan) {
      long into = offset - phase.getStartMicros();
      if (into >= 0 && into < phase.getDurationMicros()) {
        double done = (double) into / phase.getDurationMicros();
        return phase.getFromLevel() + done * (phase.getToLevel() - phase.getFromLevel());
      }
    }
    return 0;
  }
}
