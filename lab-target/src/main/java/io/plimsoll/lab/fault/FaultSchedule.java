package io.plimsoll.lab.fault;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What goes wrong by itself, and where it is written down.
 *
 * @param plan in any order; faults of the same kind take the place of each other
 * @param truth file for what was on from when to when
 */
public record FaultSchedule(List<FaultPlan> plan, Optional<Path> truth) {
  /** Nothing, nowhere. */
  public static final FaultSchedule NONE = new FaultSchedule(List.of(), Optional.empty());

  public FaultSchedule {
    plan = List.copyOf(plan);
  }
}
