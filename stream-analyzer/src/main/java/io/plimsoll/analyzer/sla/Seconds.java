package io.plimsoll.analyzer.sla;

import io.plimsoll.analyzer.kpi.KpiAccumulator;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** The outcomes of single seconds, by operation. */
@FunctionalInterface
public interface Seconds {
  /**
   * Tells of each operation that had outcomes in the second that starts then.
   *
   * @param wanted those to tell of, by name
   * @param visitor receives accumulators that are valid until it returns
   */
  void at(long startMicros, Predicate<String> wanted, BiConsumer<String, KpiAccumulator> visitor);

  /** The same of all operations. */
  default void at(long startMicros, BiConsumer<String, KpiAccumulator> visitor) {
    at(startMicros, operation -> true, visitor);
  }
}
