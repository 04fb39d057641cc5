package io.plimsoll.load.run;

import com.sun.management.UnixOperatingSystemMXBean;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.load.scenario.SocketReach;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * File descriptors: every connection takes one.
 *
 * @param needed by the connections of a run
 * @param available to this process beside those it has open; the largest number where the system
 *     does not tell
 */
public record Descriptors(long needed, long available) {
  /** For files, Kafka, and whatever else a process opens. */
  private static final long RESERVE = 100;

  /** Those of a scenario. */
  public static Descriptors of(Scenario scenario) {
    return new Descriptors(SocketReach.connections(scenario), availableToProcess());
  }

  /** How many this process may still open. */
  public static long availableToProcess() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount()
        : Long.MAX_VALUE;
  }

  /** What is wrong and what to do, when there are too few. */
  public Optional<String> shortage() {
    if (needed == 0 || available - RESERVE >= needed) {
      return Optional.empty();
    }
    return Optional.of(
        ("too few file descriptors: the connections need about %,d (and %d are kept for other"
                + " uses), this process may open %,d more. Raise the limit with ulimit -n %d, or"
                + " lower the load")
            .formatted(needed, RESERVE, available, needed + RESERVE + 400));
  }
}
