package io.plimsoll.report.scaling;

import io.plimsoll.stats.fit.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the loads at which resources are used up. For one profile. */
final class ResourceLoads {
  private static final double FULL = 1;
  private static final double LOOK_BEYOND = 4;
  private static final int LEAST_LEVELS = 3;
  private static final Set<String> SHARES =
      Set.of("cpu_ratio", "memory_ratio", "disk_busy_ratio", "gpu_ratio", "open_descriptors_ratio");

  private final Profile profile;
  private final List<ProfileLevel> levels;

  ResourceLoads(Profile profile, List<ProfileLevel> levels) {
    this.profile = profile;
    this.levels = levels;
  }

  /** Whether a metric is a share of something that can be used up. */
  static boolean isShare(String metric) {
    return SHARES.contains(metric);
  }

  /** Load at which each resource that is counted as a share would be used up, by a line. */
  List<LoadPoint> all() {
    Set<String> names = new TreeSet<>();
    levels.forEach(level -> names.addAll(level.resources().keySet()));
    List<LoadPoint> found = new ArrayList<>();
    for (String name : names) {
      if (isShare(name.substring(name.indexOf(' ') + 1))) {
        resource(name).ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<LoadPoint> resource(String name) {
    List<ProfileLevel> known =
        levels.stream().filter(level -> level.resources().containsKey(name)).toList();
    if (known.size() < LEAST_LEVELS) {
      return Optional.empty();
    }
    UseLine line =
        UseLine.of(
            known.stream().mapToDouble(ProfileLevel::throughputPerSecond).toArray(),
            known.stream().mapToDouble(level -> level.resources().get(name)).toArray());
    return line.reaches(FULL)
        .map(
            full -> {
              ProfileLevel last = known.get(known.size() - 1);
              double scale = last.offered() / last.throughputPerSecond();
              return LoadPoint.of(
                  profile,
                  name + " at 100 %",
                  full.value() * scale,
                  full.low().isPresent() && full.high().isPresent()
                      ? Optional.of(
                          new Interval(full.low().get() * scale, full.high().get() * scale))
                      : Optional.empty(),
                  "utilisation law: a line over throughput");
            })
        .filter(point -> point.load().value() <= LOOK_BEYOND * profile.widest());
  }
}
