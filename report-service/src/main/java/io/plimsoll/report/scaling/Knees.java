package io.plimsoll.report.scaling;

import io.plimsoll.stats.fit.Fit;
import io.plimsoll.stats.fit.Interval;
import io.plimsoll.stats.scaling.Kneedle;
import io.plimsoll.stats.scaling.ResponseModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where response times begin to cost more than throughput gains: by the eye of Kneedle on the
 * levels, and where the fitted curves give most throughput per response time, which Kleinrock
 * (1979, "Power and deterministic rules of thumb") calls power. For one profile.
 */
final class Knees {
  static final String KNEE = "knee";
  static final String POWER = "knee of the curves";
  private static final int STEPS = 400;

  private final Profile profile;
  private final List<ProfileLevel> levels;

  Knees(Profile profile, List<ProfileLevel> levels) {
    this.profile = profile;
    this.levels = levels;
  }

  List<LoadPoint> of(Optional<ChosenCurve> throughput, Optional<ChosenCurve> response) {
    List<LoadPoint> found = new ArrayList<>();
    if (!response.map(Knees::isFlat).orElse(false)) {
      kneedle().ifPresent(found::add);
    }
    throughput.flatMap(x -> response.flatMap(r -> power(x, r))).ifPresent(found::add);
    return found;
  }

  /** Kneedle sees a knee in any scatter: where response times don't rise there is none. */
  private static boolean isFlat(ChosenCurve response) {
    return response.name().equals(ResponseModel.CONSTANT.name());
  }

  private Optional<LoadPoint> kneedle() {
    double[] x = levels.stream().mapToDouble(ProfileLevel::offered).toArray();
    double[] y = levels.stream().mapToDouble(ProfileLevel::p95Response).toArray();
    return Kneedle.ofResponse()
        .knee(x, y)
        .map(
            load ->
                LoadPoint.of(
                    profile,
                    KNEE,
                    Estimate.of(load, Optional.of(neighbours(load))),
                    "Kneedle on the p95 of response time; the interval is that to the next levels"));
  }

  private Interval neighbours(double load) {
    double below = load;
    double above = Double.POSITIVE_INFINITY;
    for (ProfileLevel level : levels) {
      below = level.offered() < load ? level.offered() : below;
      above = level.offered() > load ? Math.min(above, level.offered()) : above;
    }
    return new Interval(below, Double.isInfinite(above) ? load : above);
  }

  private Optional<LoadPoint> power(ChosenCurve throughput, ChosenCurve response) {
    OptionalDouble load = mostPower(throughput.fit(), response.fit());
    if (load.isEmpty()) {
      return Optional.empty();
    }
    Optional<Interval> interval =
        throughput.bootstrap().interval(response.bootstrap(), this::mostPower);
    return Optional.of(
        LoadPoint.of(
            profile,
            POWER,
            Estimate.of(load.getAsDouble(), interval),
            "%s by %s: most throughput per response time"
                .formatted(throughput.name(), response.name())));
  }

  /** Empty when it lies at an end of the levels: then they show none. */
  private OptionalDouble mostPower(Fit throughput, Fit response) {
    double least = levels.stream().mapToDouble(ProfileLevel::offered).min().orElse(0);
    double span = profile.widest() - least;
    int best = 0;
    double most = 0;
    for (int i = 0; i <= STEPS; i++) {
      double load = least + span * i / STEPS;
      double time = response.predict(load);
      double power = time > 0 ? throughput.predict(load) / time : 0;
      if (power > most) {
        most = power;
        best = i;
      }
    }
    return best == 0 || best == STEPS
        ? OptionalDouble.empty()
        : OptionalDouble.of(least + span * best / STEPS);
  }
}
