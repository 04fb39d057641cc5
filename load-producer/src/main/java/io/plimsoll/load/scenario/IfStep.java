package io.plimsoll.load.scenario;

import java.util.List;
import java.util.stream.Stream;

/** Steps done only when a condition holds; others when it does not. */
public record IfStep(Condition condition, List<Step> then, List<Step> otherwise) implements Step {
  public IfStep {
    then = List.copyOf(then);
    otherwise = List.copyOf(otherwise);
  }

  @Override
  public List<String> operations() {
    return Stream.concat(then.stream(), otherwise.stream())
        .flatMap(step -> step.operations().stream())
        .toList();
  }

  @Override
  public List<Step> inner() {
    return Stream.concat(then.stream(), otherwise.stream()).toList();
  }
}
