package io.plimsoll.load.scenario;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a virtual user may do: its steps in order.
 *
 * @param weight its share among all behaviours, above 0
 * @param perMinute how often each user does it, when users keep a timetable instead of choosing
 * @param thinkTime pause after each of its requests
 */
public record Behaviour(
    String name, double weight, OptionalDouble perMinute, ThinkTime thinkTime, List<Step> steps) {
  public Behaviour {
    steps = List.copyOf(steps);
  }

  List<String> operations() {
    return steps.stream().flatMap(step -> step.operations().stream()).toList();
  }
}
