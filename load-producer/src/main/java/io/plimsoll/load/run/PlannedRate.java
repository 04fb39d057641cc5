package io.plimsoll.load.run;

import io.plimsoll.load.scenario.Load;

/** The arrival rate a plan asks for. Pure. */
final class PlannedRate {
  private PlannedRate() {}

  /** Arrivals per second at this offset; −1 in the closed model, 0 after the plan. */
  static double at(Load load, long offsetNanos) {
    if (!(load instanceof Load.Open open)) {
      return -1;
    }
    double left = Math.max(0, offsetNanos);
    for (Load.Arrivals stage : open.stages()) {
      double length = (double) stage.over().toNanos();
      if (left < length) {
        return stage.fromPerSecond()
            + (stage.toPerSecond() - stage.fromPerSecond()) * left / length;
      }
      left -= length;
    }
    return 0;
  }
}
