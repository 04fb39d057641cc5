package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.kpi.KpiAccumulator;

/** Somebody who has read open seconds and must hear of what comes to them later. */
interface LateOutcomes {
  LateOutcomes NONE =
      new LateOutcomes() {
        @Override
        public long readThroughMicros() {
          return Long.MIN_VALUE;
        }

        @Override
        public void late(String operation, long secondMicros, KpiAccumulator kpis) {
          // nobody has read any
        }
      };

  /** Seconds that end by then have been read. */
  long readThroughMicros();

  void late(String operation, long secondMicros, KpiAccumulator kpis);
}
