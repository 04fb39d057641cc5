package io.plimsoll.analyzer.sla;

import io.plimsoll.analyzer.kpi.KpiAccumulator;
import java.util.function.BiConsumer;

/** The outcomes of single seconds, by operation. */
@FunctionalInterface
public interface Seconds {
  /** Tells of each operation that had outcomes in the second that starts then. */
  void at(long startMicros, BiConsumer<String, KpiAccumulator> visitor);
}
