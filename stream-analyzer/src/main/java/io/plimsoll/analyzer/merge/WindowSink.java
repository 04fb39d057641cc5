package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.kpi.KpiAccumulator;

/** Receives windows that have something new to tell. */
interface WindowSink {
  /**
   * @param closed nothing will correct it any more
   */
  void window(
      Operation operation, long widthMicros, long startMicros, KpiAccumulator kpis, boolean closed);

  /** The window, if there was one, is older than its width is kept. */
  void expired(Operation operation, long widthMicros, long startMicros);
}
