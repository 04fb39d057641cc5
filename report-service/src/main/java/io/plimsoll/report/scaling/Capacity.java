package io.plimsoll.report.scaling;

import io.plimsoll.stats.fit.Fit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What multiples of the scenario's load need. */
final class Capacity {
  private static final List<Double> TIMES = List.of(1.0, 1.5, 2.0, 3.0, 5.0);

  private Capacity() {}

  static List<Scaling.CapacityRow> rows(
      Profile profile, Optional<Fit> throughput, List<LoadPoint> points) {
    Optional<Double> once =
        profile.levels().stream()
            .min(Comparator.comparingDouble(level -> Math.abs(level.factor() - 1)))
            .map(level -> level.offered() / level.factor());
    if (once.isEmpty() || throughput.isEmpty()) {
      return List.of();
    }
    Optional<Double> optimal =
        points.stream()
            .filter(point -> point.name().equals(LoadPoints.OPTIMAL))
            .map(point -> point.load().value())
            .findFirst();
    Stream<Scaling.CapacityRow> rows =
        TIMES.stream()
            .map(
                times -> {
                  double load = times * once.get();
                  return new Scaling.CapacityRow(
                      times,
                      load,
                      throughput.get().predict(load),
                      optimal.filter(o -> o > 0).map(o -> (int) Math.ceil(load / o - 1e-9)));
                });
    return rows.toList();
  }
}
