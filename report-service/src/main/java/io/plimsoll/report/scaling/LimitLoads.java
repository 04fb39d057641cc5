package io.plimsoll.report.scaling;

import io.plimsoll.stats.fit.ErrorScale;
import io.plimsoll.stats.fit.Fit;
import io.plimsoll.stats.fit.Interval;
import io.plimsoll.stats.fit.Observations;
import io.plimsoll.stats.scaling.Bootstrap;
import io.plimsoll.stats.scaling.CurveChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Finds the loads at which limits are reached. For one profile. */
final class LimitLoads {
  private static final double LOOK_BEYOND = 4;
  private static final int STEPS = 400;
  private static final int HALVINGS = 40;

  private final Profile profile;
  private final List<ProfileLevel> levels;

  LimitLoads(Profile profile, List<ProfileLevel> levels) {
    this.profile = profile;
    this.levels = levels;
  }

  /** Load at which each limit is reached; those that were not reached in sight have none. */
  List<LoadPoint> all() {
    List<LoadPoint> found = new ArrayList<>();
    for (ProfileLimit limit : profile.limits()) {
      if (limit.above()) {
        limit(limit).ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<LoadPoint> limit(ProfileLimit limit) {
    List<ProfileLevel> known =
        levels.stream().filter(level -> level.indicators().containsKey(limit.key())).toList();
    String name = limit.title();
    boolean curve =
        limit.unit().equals("ms")
            && known.size() >= 2
            && known.stream().allMatch(level -> level.indicators().get(limit.key()) > 0);
    return curve ? byCurve(name, limit, known) : byLevels(name, limit, known);
  }

  private Optional<LoadPoint> byCurve(String name, ProfileLimit limit, List<ProfileLevel> known) {
    CurveChoice choice =
        CurveChoice.ofResponse(
            Observations.of(
                    known.stream().mapToDouble(ProfileLevel::offered).toArray(),
                    known.stream().mapToDouble(l -> l.indicators().get(limit.key())).toArray())
                .with(ErrorScale.RELATIVE));
    Optional<CurveChoice.Candidate> chosen = choice.chosen();
    if (chosen.isEmpty() || chosen.get().fit().isEmpty()) {
      return byLevels(name, limit, known);
    }
    Fit fit = chosen.get().fit().get();
    OptionalDouble load = reached(fit, limit.limit());
    return load.isEmpty()
        ? Optional.empty()
        : Optional.of(
            LoadPoint.of(
                profile,
                name,
                load.getAsDouble(),
                Bootstrap.of(fit).interval(each -> reached(each, limit.limit())),
                chosen.get().curve().name() + " through the levels"));
  }

  private OptionalDouble reached(Fit fit, double limit) {
    double end = profile.widest() * LOOK_BEYOND;
    double before = 0;
    for (int i = 1; i <= STEPS; i++) {
      double at = end * i / STEPS;
      double value = fit.predict(at);
      if (!(value < limit)) {
        return OptionalDouble.of(refined(fit, limit, before, at));
      }
      before = at;
    }
    return OptionalDouble.empty();
  }

  private static double refined(Fit fit, double limit, double from, double to) {
    double low = from;
    double high = to;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (fit.predict(middle) < limit) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private Optional<LoadPoint> byLevels(String name, ProfileLimit limit, List<ProfileLevel> known) {
    double kept = 0;
    for (ProfileLevel level : known) {
      if (limit.brokenBy(level.indicators().get(limit.key()))) {
        double load = (kept + level.offered()) / 2;
        return Optional.of(
            LoadPoint.of(
                profile,
                name,
                load,
                Optional.of(new Interval(kept, level.offered())),
                "kept at the one level, broken at the next"));
      }
      kept = level.offered();
    }
    return Optional.empty();
  }
}
