package io.plimsoll.load.scenario;

import java.time.Duration;
import java.util.List;

/**
 * Several scenarios in order, read and checked. Immutable.
 *
 * @param entries at least one; a matrix is several
 */
public record Suite(String name, List<Entry> entries) {
  public Suite {
    entries = List.copyOf(entries);
  }

  /**
   * One run.
   *
   * @param file its scenario, as the suite names it
   * @param scenario with the suite's and the entry's multipliers and overrides already applied
   * @param cooldown pause before it, unless it is the first
   * @param stopOnFailure whether the rest is left out when this run does not pass
   */
  public record Entry(String file, Scenario scenario, Duration cooldown, boolean stopOnFailure) {
    private Entry scaled(double load, double duration) {
      Duration pause = Duration.ofNanos(Math.round((double) cooldown.toNanos() * duration));
      return new Entry(file, scenario.scaled(load, duration), pause, stopOnFailure);
    }
  }

  /** The same at another level and another pace; cooldowns keep the pace. */
  public Suite scaled(double loadMultiplier, double durationMultiplier) {
    return new Suite(
        name,
        entries.stream().map(each -> each.scaled(loadMultiplier, durationMultiplier)).toList());
  }

  /** The same against another target. */
  public Suite withTarget(Target target) {
    return new Suite(
        name,
        entries.stream()
            .map(
                each ->
                    new Entry(
                        each.file(),
                        each.scenario().withTarget(target),
                        each.cooldown(),
                        each.stopOnFailure()))
            .toList());
  }
}
