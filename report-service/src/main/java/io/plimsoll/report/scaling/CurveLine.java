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
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The chosen curve as points to draw, with its 95 % band.
 *
 * @param load offered
 * @param value of the curve
 * @param low lower end of the band
 * @param high upper end
 */
public record CurveLine(double load, double value, double low, double high) {
  private static final int POINTS = 24;
  private static final double BEYOND = 1.2;

  /** Throughput per second over offered load; empty when no curve was chosen. */
  public static List<CurveLine> ofThroughput(Profile profile) {
    return of(profile, ProfileLevel::throughputPerSecond, CurveChoice::ofThroughput);
  }

  /** The p95 of response time in milliseconds over offered load. */
  public static List<CurveLine> ofResponse(Profile profile) {
    return of(profile, ProfileLevel::p95Response, CurveChoice::ofResponse);
  }

  private static List<CurveLine> of(
      Profile profile,
      ToDoubleFunction<ProfileLevel> value,
      Function<Observations, CurveChoice> choose) {
    List<ProfileLevel> levels =
        profile.levels().stream().filter(level -> value.applyAsDouble(level) > 0).toList();
    if (levels.size() < 2) {
      return List.of();
    }
    Observations data =
        Observations.of(
                levels.stream().mapToDouble(ProfileLevel::offered).toArray(),
                levels.stream().mapToDouble(value).toArray())
            .with(ErrorScale.RELATIVE);
    return choose
        .apply(data)
        .chosen()
        .flatMap(CurveChoice.Candidate::fit)
        .map(fit -> line(fit, levels.get(0).offered(), profile.widest() * BEYOND))
        .orElse(List.of());
  }

  private static List<CurveLine> line(Fit fit, double from, double to) {
    Bootstrap bootstrap = Bootstrap.of(fit);
    List<CurveLine> line = new ArrayList<>();
    for (int i = 0; i <= POINTS; i++) {
      double load = from + (to - from) * i / POINTS;
      double value = fit.predict(load);
      Optional<Interval> band = bootstrap.interval(each -> OptionalDouble.of(each.predict(load)));
      if (Double.isFinite(value)) {
        line.add(
            new CurveLine(
                load,
                value,
                band.map(Interval::low).orElse(value),
                band.map(Interval::high).filter(Double::isFinite).orElse(value)));
      }
    }
    return line;
  }
}
