package io.plimsoll.report.scaling;

import io.plimsoll.stats.fit.ErrorScale;
import io.plimsoll.stats.fit.Interval;
import io.plimsoll.stats.fit.Observations;
import io.plimsoll.stats.scaling.CurveChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the loads at which limits are reached. For one profile. */
final class LimitLoads {
  private static final double LOOK_BEYOND = 4;

  private final Profile profile;
  private final List<ProfileLevel> levels;

  LimitLoads(Profile profile, List<ProfileLevel> levels) {
    this.profile = profile;
    this.levels = levels;
  }

  /** Load up to which each upper limit is kept; those that were not reached in sight have none. */
  List<LoadPoint> upper() {
    List<LoadPoint> found = new ArrayList<>();
    for (ProfileLimit limit : profile.limits()) {
      if (limit.above()) {
        limit(limit).ifPresent(found::add);
      }
    }
    return found;
  }

  /** Load from which on each promised throughput is reached. */
  List<LoadPoint> lower() {
    List<LoadPoint> found = new ArrayList<>();
    for (ProfileLimit limit : profile.limits()) {
      if (!limit.above() && limit.indicator().equals("throughput")) {
        choice(limit, known(limit))
            .flatMap(choice -> byCurve(limit, choice, " through the levels: kept from here on"))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  private List<ProfileLevel> known(ProfileLimit limit) {
    return levels.stream().filter(level -> level.indicators().containsKey(limit.key())).toList();
  }

  private Optional<LoadPoint> limit(ProfileLimit limit) {
    List<ProfileLevel> known = known(limit);
    Optional<CurveChoice> choice = choice(limit, known);
    return choice.flatMap(CurveChoice::chosen).isPresent()
        ? choice.flatMap(curves -> byCurve(limit, curves, " through the levels"))
        : byLevels(limit, known);
  }

  /** Curves for what a limit is on; empty for shares of errors, which no law here describes. */
  private static Optional<CurveChoice> choice(ProfileLimit limit, List<ProfileLevel> known) {
    double[] values = known.stream().mapToDouble(l -> l.indicators().get(limit.key())).toArray();
    if (known.size() < 2) {
      return Optional.empty();
    }
    Observations data =
        Observations.of(known.stream().mapToDouble(ProfileLevel::offered).toArray(), values);
    if (limit.onResource()) {
      return Optional.of(CurveChoice.ofUse(data));
    }
    for (double value : values) {
      if (value <= 0) {
        return Optional.empty();
      }
    }
    if (limit.indicator().equals("throughput")) {
      return Optional.of(CurveChoice.ofThroughput(data.with(ErrorScale.RELATIVE)));
    }
    return limit.unit().equals("ms")
        ? Optional.of(CurveChoice.ofResponse(data.with(ErrorScale.RELATIVE)))
        : Optional.empty();
  }

  private Optional<LoadPoint> byCurve(ProfileLimit limit, CurveChoice choice, String how) {
    return ChosenCurve.of(choice)
        .flatMap(
            curve ->
                curve
                    .reaches(limit.limit(), profile.widest() * LOOK_BEYOND)
                    .map(load -> LoadPoint.of(profile, limit.title(), load, curve.name() + how)));
  }

  private Optional<LoadPoint> byLevels(ProfileLimit limit, List<ProfileLevel> known) {
    double kept = 0;
    for (ProfileLevel level : known) {
      if (limit.brokenBy(level.indicators().get(limit.key()))) {
        Estimate load =
            Estimate.of(
                (kept + level.offered()) / 2, Optional.of(new Interval(kept, level.offered())));
        return Optional.of(
            LoadPoint.of(
                profile, limit.title(), load, "kept at the one level, broken at the next"));
      }
      kept = level.offered();
    }
    return Optional.empty();
  }
}
