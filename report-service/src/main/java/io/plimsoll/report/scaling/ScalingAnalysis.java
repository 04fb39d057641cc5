package io.plimsoll.report.scaling;

import io.plimsoll.stats.fit.ErrorScale;
import io.plimsoll.stats.fit.Fit;
import io.plimsoll.stats.fit.FitException;
import io.plimsoll.stats.fit.Observations;
import io.plimsoll.stats.scaling.CurveChoice;
import io.plimsoll.stats.scaling.ScalingModel;
import io.plimsoll.stats.scaling.UslFit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Says what a profile's levels mean. Scatter is taken to go with the value, as that of throughput
 * and of response times does. Pure: the same levels give the same words.
 */
public final class ScalingAnalysis {
  private final Profile profile;
  private final List<ProfileLevel> usable;
  private final List<String> notes = new ArrayList<>();

  private ScalingAnalysis(Profile profile) {
    this.profile = profile;
    this.usable =
        profile.levels().stream()
            .filter(level -> level.throughputPerSecond() > 0 && level.p95Response() > 0)
            .toList();
  }

  public static Scaling of(Profile profile) {
    return new ScalingAnalysis(profile).all();
  }

  private Scaling all() {
    profile.levels().forEach(this::doubt);
    Optional<CurveChoice> throughput =
        choice(ProfileLevel::throughputPerSecond).map(CurveChoice::ofThroughput);
    Optional<CurveChoice> response = choice(ProfileLevel::p95Response).map(CurveChoice::ofResponse);
    Optional<Fit> chosen = throughput.flatMap(CurveChoice::chosen).flatMap(c -> c.fit());
    Optional<Scaling.Contention> contention = contention();
    LoadPoints points = new LoadPoints(profile, usable, notes);
    List<LoadPoint> limits = new LimitLoads(profile, usable).all();
    List<LoadPoint> resources = new ResourceLoads(profile, usable).all();
    List<LoadPoint> found = points.of(throughput, limits);
    return new Scaling(
        profile,
        efficiency(chosen),
        throughput.map(FittedCurve::all).orElse(List.of()),
        response.map(FittedCurve::all).orElse(List.of()),
        contention,
        found,
        limits,
        resources,
        Capacity.rows(profile, chosen, found),
        notes);
  }

  private void doubt(ProfileLevel level) {
    if (!level.settled()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "level %.3g never settled: its figures are those of its second half; give it more time, or it is beyond what the target takes",
              level.offered()));
    }
    if (level.contradictsLittle()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "level %.3g: Little's law gives %.3g requests in flight, the generator saw %.3g",
              level.offered(),
              level.concurrency(),
              level.measuredConcurrency().orElse(0.0)));
    }
  }

  private Optional<Observations> choice(ToDoubleFunction<ProfileLevel> value) {
    if (usable.size() < 2) {
      notes.add("fewer than two levels with answers: nothing can be fitted");
      return Optional.empty();
    }
    return Optional.of(observations(ProfileLevel::offered, value));
  }

  private Observations observations(
      ToDoubleFunction<ProfileLevel> x, ToDoubleFunction<ProfileLevel> y) {
    return Observations.of(
            usable.stream().mapToDouble(x).toArray(), usable.stream().mapToDouble(y).toArray())
        .with(ErrorScale.RELATIVE);
  }

  private List<Double> efficiency(Optional<Fit> chosen) {
    double best =
        usable.stream().mapToDouble(l -> l.throughputPerSecond() / l.offered()).max().orElse(1);
    double perfect =
        chosen
            .map(fit -> LoadPoints.slope(fit, profile))
            .filter(s -> s > 0 && Double.isFinite(s))
            .orElse(best);
    return profile.levels().stream()
        .map(l -> l.throughputPerSecond() / (l.offered() * perfect))
        .toList();
  }

  /** The law of a full pool or a lock, where it explains the same levels better. */
  private static Optional<Fit> fullResource(Observations data, UslFit usl) {
    try {
      Fit saturation = CurveChoice.fit(ScalingModel.SATURATION, data);
      return Optional.of(saturation)
          .filter(fit -> fit.aicc() < usl.fit().aicc() - CurveChoice.NO_EVIDENCE);
    } catch (FitException e) {
      return Optional.empty(); // too few levels for it: nothing speaks against the other law
    }
  }

  private Optional<Scaling.Contention> contention() {
    if (usable.size() < 2) {
      return Optional.empty();
    }
    try {
      Observations data =
          observations(ProfileLevel::concurrency, ProfileLevel::throughputPerSecond);
      UslFit usl = UslFit.of(data);
      usl.notes().forEach(note -> notes.add("Universal Scalability Law: " + note));
      return Optional.of(Words.contention(usl, fullResource(data, usl)));
    } catch (FitException e) {
      notes.add("contention and coherency: " + e.getMessage());
      return Optional.empty();
    }
  }
}
