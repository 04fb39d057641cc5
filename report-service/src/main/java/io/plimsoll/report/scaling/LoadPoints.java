package io.plimsoll.report.scaling;

import io.plimsoll.stats.fit.Fit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Finds break point, peak and optimal load. For one profile. */
final class LoadPoints {
  static final String BREAK = "break point";
  static final String PEAK = "peak";
  static final String OPTIMAL = "optimal load";
  private static final double LOOK_BEYOND = 4;
  private static final int STEPS = 400;
  private static final double FAR = 100;
  private static final double RISES_ON = 1.05;
  private static final double DIVERGES = 1.5;

  private final Profile profile;
  private final List<String> notes;

  LoadPoints(Profile profile, List<String> notes) {
    this.profile = profile;
    this.notes = notes;
  }

  /** Break point and peak, as far as the curve shows them. */
  List<LoadPoint> of(ChosenCurve curve) {
    Optional<Estimate> bend = curve.estimate(this::saturation);
    if (bend.isEmpty()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "throughput does not bend up to %.4g %s (%s): the break point lies beyond; add levels above",
              profile.widest(),
              profile.loadUnit(),
              curve.name()));
      return List.of();
    }
    List<LoadPoint> points = new ArrayList<>();
    points.add(
        point(BREAK, bend.get(), curve.name() + ": perfect scaling meets the highest throughput"));
    curve
        .estimate(this::peak)
        .ifPresent(
            load -> points.add(point(PEAK, load, curve.name() + ": beyond it throughput falls")));
    return points;
  }

  /**
   * Denning and Buzen's N*: where the line of perfect scaling meets the highest throughput; empty
   * for a curve that rises on.
   */
  private OptionalDouble saturation(Fit fit) {
    double widest = profile.widest();
    OptionalDouble ceiling = ceiling(fit, profile);
    double load = ceiling.orElse(Double.POSITIVE_INFINITY) / slope(fit, profile);
    return load <= widest * LOOK_BEYOND ? OptionalDouble.of(load) : OptionalDouble.empty();
  }

  /** The highest throughput of a curve; empty for one that rises on. */
  static OptionalDouble ceiling(Fit fit, Profile profile) {
    double widest = profile.widest();
    double highest = 0;
    for (int i = 1; i <= STEPS; i++) {
      highest = Math.max(highest, fit.predict(widest * LOOK_BEYOND * i / STEPS));
    }
    double far = fit.predict(widest * FAR);
    return fit.predict(2 * widest * FAR) > far * RISES_ON
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(highest, far));
  }

  private OptionalDouble peak(Fit fit) {
    double end = profile.widest() * LOOK_BEYOND;
    int best = 0;
    double highest = 0;
    for (int i = 1; i <= STEPS; i++) {
      double value = fit.predict(end * i / STEPS);
      if (value > highest * (1 + 1e-9)) {
        highest = value;
        best = i;
      }
    }
    boolean falls = fit.predict(end) < highest * 0.99;
    return falls ? OptionalDouble.of(end * best / STEPS) : OptionalDouble.empty();
  }

  /**
   * Throughput per load where nobody is in the way: at a hundredth of the least level, or at that
   * level for a curve that does not begin at 0 as throughput must.
   */
  static double slope(Fit fit, Profile profile) {
    double least = profile.levels().stream().mapToDouble(ProfileLevel::offered).min().orElse(1);
    double there = fit.predict(least) / least;
    double before = fit.predict(least / 100) / (least / 100);
    return before <= there * DIVERGES ? before : there;
  }

  /** The most that keeps every upper limit and lies below the break point. */
  Optional<LoadPoint> optimal(List<LoadPoint> points, List<LoadPoint> limits) {
    List<LoadPoint> bounds = new ArrayList<>(limits);
    points.stream().filter(point -> point.name().equals(BREAK)).forEach(bounds::add);
    return bounds.stream()
        .min(Comparator.comparingDouble(point -> point.load().value()))
        .map(
            least ->
                point(
                    OPTIMAL,
                    least.load(),
                    "the most that keeps every limit and does not saturate: " + least.name()));
  }

  /** Says so where no load keeps both sides of the promises. */
  void contradictions(Optional<LoadPoint> optimal, List<LoadPoint> lower) {
    for (LoadPoint promised : lower) {
      optimal
          .filter(most -> most.load().value() < promised.load().value())
          .ifPresent(
              most ->
                  notes.add(
                      String.format(
                          Locale.ROOT,
                          "no load keeps all limits: %s needs %.4g %s, and the optimal load is %.4g",
                          promised.name(),
                          promised.load().value(),
                          profile.loadUnit(),
                          most.load().value())));
    }
  }

  private LoadPoint point(String name, Estimate load, String basis) {
    return LoadPoint.of(profile, name, load, basis);
  }
}
