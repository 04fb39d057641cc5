package io.plimsoll.report.scaling;

import io.plimsoll.report.query.Run;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Levels of one scenario, as measured. All that is said of them is computed from these.
 *
 * @param id of the profile; ids ascend with time
 * @param scenario its name
 * @param branch under test; empty when none was named
 * @param commit under test; empty when none was named
 * @param environment where it ran; empty when none was named
 * @param createdAt when it was made
 * @param loadUnit {@code users} or {@code arrivals/s}
 * @param levels by offered load
 * @param limits that the scenario promises
 */
public record Profile(
    String id,
    String scenario,
    String branch,
    String commit,
    String environment,
    Instant createdAt,
    String loadUnit,
    List<ProfileLevel> levels,
    List<ProfileLimit> limits) {

  public Profile {
    levels = levels.stream().sorted(Comparator.comparingDouble(ProfileLevel::offered)).toList();
    limits = List.copyOf(limits);
  }

  /** Levels that were measured in runs of the same kind as this one. */
  public static Profile of(String id, Run run, Instant createdAt, List<ProfileLevel> levels) {
    return new Profile(
        id,
        run.scenario(),
        run.branch().orElse(""),
        run.commit().orElse(""),
        run.environment().orElse(""),
        createdAt,
        LevelReader.loadUnit(run),
        levels,
        LevelReader.limits(run));
  }

  /** The same with another load as that of today, in its unit, above 0. */
  public Profile withToday(double load) {
    return new Profile(
        id,
        scenario,
        branch,
        commit,
        environment,
        createdAt,
        loadUnit,
        levels.stream().map(level -> level.withFactor(level.offered() / load)).toList(),
        limits);
  }

  double widest() {
    return levels.stream().mapToDouble(ProfileLevel::offered).max().orElse(0);
  }
}
