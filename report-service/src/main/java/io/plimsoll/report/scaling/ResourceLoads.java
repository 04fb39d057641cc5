package io.plimsoll.report.scaling;

import io.plimsoll.schemas.metric.GpuMetrics;
import io.plimsoll.schemas.metric.HostMetrics;
import io.plimsoll.stats.fit.Observations;
import io.plimsoll.stats.scaling.CurveChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds how resources are used and the loads at which they are used up. For one profile. */
final class ResourceLoads {
  private static final double FULL = 1;
  private static final double LOOK_BEYOND = 4;
  private static final int LEAST_LEVELS = 3;
  private static final Set<String> SHARES =
      Set.of(
          HostMetrics.CPU_RATIO,
          HostMetrics.MEMORY_RATIO,
          HostMetrics.DISK_BUSY_RATIO,
          GpuMetrics.GPU_RATIO,
          HostMetrics.OPEN_DESCRIPTORS_RATIO);

  private final Profile profile;
  private final List<ProfileLevel> levels;
  private final List<ResourceUse> uses = new ArrayList<>();
  private final List<LoadPoint> points = new ArrayList<>();

  ResourceLoads(Profile profile, List<ProfileLevel> levels) {
    this.profile = profile;
    this.levels = levels;
    Set<String> names = new TreeSet<>();
    levels.forEach(level -> names.addAll(level.resources().keySet()));
    names.stream().filter(ResourceLoads::isShareOf).forEach(this::look);
  }

  /** Whether a metric is a share of something that can be used up. */
  static boolean isShare(String metric) {
    return SHARES.contains(metric);
  }

  private static boolean isShareOf(String resource) {
    return isShare(resource.substring(resource.indexOf(' ') + 1));
  }

  /** Curves of the use of each resource that is counted as a share. */
  List<ResourceUse> uses() {
    return List.copyOf(uses);
  }

  /** Load at which each of them would be used up, where that is in sight. */
  List<LoadPoint> points() {
    return List.copyOf(points);
  }

  private void look(String name) {
    List<ProfileLevel> known =
        levels.stream().filter(level -> level.resources().containsKey(name)).toList();
    if (known.size() < LEAST_LEVELS) {
      return;
    }
    CurveChoice choice =
        CurveChoice.ofUse(
            Observations.of(
                known.stream().mapToDouble(ProfileLevel::offered).toArray(),
                known.stream().mapToDouble(level -> level.resources().get(name)).toArray()));
    uses.add(new ResourceUse(name, FittedCurve.all(choice)));
    full(name, choice).ifPresent(points::add);
  }

  /** Curves that never get there are not asked for their scatter, which would cost most. */
  private Optional<LoadPoint> full(String name, CurveChoice choice) {
    double end = profile.widest() * LOOK_BEYOND;
    return choice
        .chosen()
        .flatMap(CurveChoice.Candidate::fit)
        .filter(fit -> fit.predict(end) >= FULL)
        .flatMap(fit -> ChosenCurve.of(choice))
        .flatMap(
            curve ->
                curve
                    .reaches(FULL, end)
                    .map(
                        load ->
                            LoadPoint.of(
                                profile,
                                name + " at 100 %",
                                load,
                                curve.name() + " through its use at the levels")));
  }
}
