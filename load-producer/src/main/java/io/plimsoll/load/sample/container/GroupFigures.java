package io.plimsoll.load.sample.container;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a control group has used and may use; empty where its kernel does not tell. Counters are
 * since its start.
 *
 * @param memoryBytes working set: without inactive file pages
 * @param memoryLimitBytes empty without a limit
 * @param cpuLimitCores empty without a limit
 * @param pressures share of the last ten seconds in which some task waited, by metric
 */
record GroupFigures(
    OptionalDouble cpuSeconds,
    OptionalDouble cpuLimitCores,
    OptionalDouble periods,
    OptionalDouble throttledPeriods,
    OptionalDouble memoryBytes,
    OptionalDouble memoryLimitBytes,
    OptionalDouble processes,
    OptionalDouble oomKills,
    OptionalDouble readBytes,
    OptionalDouble writtenBytes,
    Map<String, Double> pressures) {
  GroupFigures {
    pressures = Map.copyOf(pressures);
  }
}
