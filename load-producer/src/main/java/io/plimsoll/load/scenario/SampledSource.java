package io.plimsoll.load.scenario;

import java.time.Duration;

/**
 * A source of system samples as a scenario names it. Immutable.
 *
 * @param id source id, unique within a run
 * @param every how often it is read
 * @param timeout a reading that takes longer is dropped
 * @param plan what is read
 */
public record SampledSource(String id, Duration every, Duration timeout, SourcePlan plan) {
  /** What is sampled when nothing else is said: the machine that the load comes from. */
  public static final SampledSource HOST =
      new SampledSource(
          "host", Duration.ofSeconds(1), Duration.ofSeconds(1), new SourcePlan.Host());

  /** The same, its path taken as one of this target where it has nothing but a path. */
  public SampledSource of(Target target) {
    return plan instanceof SourcePlan.Exposition exposition
        ? new SampledSource(
            id,
            every,
            timeout,
            new SourcePlan.Exposition(exposition.endpoint().of(target), exposition.select()))
        : this;
  }

  /** The same on another machine: its id ends in {@code @place}. */
  public SampledSource at(String place) {
    return new SampledSource(id + "@" + place, every, timeout, plan);
  }
}
