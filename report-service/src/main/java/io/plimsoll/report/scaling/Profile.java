package io.plimsoll.report.scaling;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Levels of one scenario, as measured. All that is said of them is computed from these.
 *
 * @param id of the profile; ids ascend with time
 * @param scenario its name
 * @param createdAt when it was made
 * @param loadUnit {@code users} or {@code arrivals/s}
 * @param levels by offered load
 * @param limits that the scenario promises
 */
public record Profile(
    String id,
    String scenario,
    Instant createdAt,
    String loadUnit,
    List<ProfileLevel> levels,
    List<ProfileLimit> limits) {

  public Profile {
    levels = levels.stream().sorted(Comparator.comparingDouble(ProfileLevel::offered)).toList();
    limits = List.copyOf(limits);
  }

  double widest() {
    return levels.stream().mapToDouble(ProfileLevel::offered).max().orElse(0);
  }
}
