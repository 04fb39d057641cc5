package io.plimsoll.load.scenario;

import java.util.List;

/** A pause, beside the think time after each request. */
public record ThinkStep(ThinkTime time) implements Step {
  @Override
  public List<String> operations() {
    return List.of();
  }
}
