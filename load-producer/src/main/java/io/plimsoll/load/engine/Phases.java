package io.plimsoll.load.engine;

import io.plimsoll.schemas.PhasePlan;
import java.util.List;

/** Finds the phase of a moment. Immutable. */
final class Phases {
  private final long[] endNanos;

  Phases(List<PhasePlan> plan) {
    endNanos = new long[plan.size()];
    for (int i = 0; i < endNanos.length; i++) {
      PhasePlan phase = plan.get(i);
      endNanos[i] = (phase.getStartMicros() + phase.getDurationMicros()) * 1000;
    }
  }

  /** Index of the phase at this offset from the start; the last one for all that is later. */
  int at(long offsetNanos) {
    int phase = 0;
    while (phase < endNanos.length - 1 && offsetNanos >= endNanos[phase]) {
      phase++;
    }
    return phase;
  }
}
