package io.plimsoll.report.scaling;

import io.plimsoll.stats.fit.Fit;
import io.plimsoll.stats.fit.Interval;
import io.plimsoll.stats.scaling.Bootstrap;
import io.plimsoll.stats.scaling.CurveChoice;
import io.plimsoll.stats.scaling.Kneedle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Finds the loads that mean something. For one profile. */
final class LoadPoints {
  static final String BREAK = "break point";
  static final String KNEE = "knee";
  static final String PEAK = "peak";
  static final String OPTIMAL = "optimal load";
  private static final double LOOK_BEYOND = 4;
  private static final int STEPS = 400;
  private static final double FAR = 100;
  private static final double RISES_ON = 1.05;
  private static final double DIVERGES = 1.5;

  private final Profile profile;
  private final List<ProfileLevel> levels;
  private final List<String> notes;

  LoadPoints(Profile profile, List<ProfileLevel> levels, List<String> notes) {
    this.profile = profile;
    this.levels = levels;
    this.notes = notes;
  }

  /** Break point, peak, knee and optimal load, as far as the levels show them. */
  List<LoadPoint> of(Optional<CurveChoice> throughput, List<LoadPoint> limits) {
    List<LoadPoint> points = new ArrayList<>();
    Optional<CurveChoice.Candidate> chosen = throughput.flatMap(CurveChoice::chosen);
    chosen.ifPresent(c -> c.fit().ifPresent(fit -> ofCurve(c.curve().name(), fit, points)));
    knee().ifPresent(points::add);
    optimal(points, limits).ifPresent(points::add);
    return points;
  }

  private void ofCurve(String name, Fit fit, List<LoadPoint> points) {
    OptionalDouble bend = saturation(fit);
    if (bend.isEmpty()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "throughput does not bend up to %.4g %s (%s): the break point lies beyond; add levels above",
              profile.widest(),
              profile.loadUnit(),
              name));
      return;
    }
    Bootstrap bootstrap = Bootstrap.of(fit);
    points.add(
        point(
            BREAK,
            bend.getAsDouble(),
            bootstrap.interval(this::saturation),
            name + ": perfect scaling meets the highest throughput"));
    peak(fit)
        .ifPresent(
            load ->
                points.add(
                    point(
                        PEAK,
                        load,
                        bootstrap.interval(this::peak),
                        name + ": beyond it throughput falls")));
  }

  /**
   * Denning and Buzen's N*: where the line of perfect scaling meets the highest throughput; empty
   * for a curve that rises on.
   */
  private OptionalDouble saturation(Fit fit) {
    double widest = profile.widest();
    double highest = 0;
    for (int i = 1; i <= STEPS; i++) {
      highest = Math.max(highest, fit.predict(widest * LOOK_BEYOND * i / STEPS));
    }
    double far = fit.predict(widest * FAR);
    if (fit.predict(2 * widest * FAR) > far * RISES_ON) {
      return OptionalDouble.empty();
    }
    double ceiling = Math.max(highest, far);
    double load = ceiling / slope(fit, profile);
    return load <= widest * LOOK_BEYOND && Double.isFinite(load)
        ? OptionalDouble.of(load)
        : OptionalDouble.empty();
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

  private Optional<LoadPoint> knee() {
    double[] x = levels.stream().mapToDouble(ProfileLevel::offered).toArray();
    double[] y = levels.stream().mapToDouble(ProfileLevel::p95Response).toArray();
    return Kneedle.ofResponse()
        .knee(x, y)
        .map(
            load ->
                point(
                    KNEE,
                    load,
                    Optional.of(between(load)),
                    "Kneedle on the p95 of response time; the interval is that to the next levels"));
  }

  private Interval between(double load) {
    double below = load;
    double above = load;
    for (ProfileLevel level : levels) {
      if (level.offered() < load) {
        below = level.offered();
      }
    }
    for (int i = levels.size() - 1; i >= 0; i--) {
      if (levels.get(i).offered() > load) {
        above = levels.get(i).offered();
      }
    }
    return new Interval(below, above);
  }

  private Optional<LoadPoint> optimal(List<LoadPoint> points, List<LoadPoint> limits) {
    List<LoadPoint> bounds = new ArrayList<>(limits);
    points.stream().filter(point -> point.name().equals(BREAK)).forEach(bounds::add);
    return bounds.stream()
        .min(Comparator.comparingDouble(point -> point.load().value()))
        .map(
            least ->
                new LoadPoint(
                    OPTIMAL,
                    least.load(),
                    least.measured(),
                    "the most that keeps every limit and does not saturate: " + least.name()));
  }

  private LoadPoint point(String name, double load, Optional<Interval> interval, String basis) {
    return LoadPoint.of(profile, name, load, interval, basis);
  }
}
