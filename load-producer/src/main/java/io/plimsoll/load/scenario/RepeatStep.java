package io.plimsoll.load.scenario;

import java.util.List;
import java.util.Optional;

/**
 * Steps done several times, as often as is drawn each time it is reached.
 *
 * @param least at least 0
 * @param most not below the least
 * @param counter variable that counts from 0
 */
public record RepeatStep(int least, int most, Optional<String> counter, List<Step> steps)
    implements Step {
  public RepeatStep {
    steps = List.copyOf(steps);
  }

  @Override
  public List<String> operations() {
    return steps.stream().flatMap(step -> step.operations().stream()).toList();
  }

  @Override
  public List<Step> inner() {
    return steps;
  }
}
