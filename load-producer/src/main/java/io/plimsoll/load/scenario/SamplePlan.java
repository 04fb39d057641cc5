package io.plimsoll.load.scenario;

import java.util.List;

/**
 * What is sampled while a scenario runs. Immutable.
 *
 * @param usual whether the scenario says nothing: then the host, and what the run finds by itself
 */
public record SamplePlan(boolean usual, List<SampledSource> sources) {
  /** Of a scenario that says nothing. */
  public static final SamplePlan USUAL = new SamplePlan(true, List.of(SampledSource.HOST));

  public SamplePlan {
    sources = List.copyOf(sources);
  }
}
