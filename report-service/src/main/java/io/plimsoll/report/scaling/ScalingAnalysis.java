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
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

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

  /** The same, and how it differs from the baseline's profile. */
  public static Scaling of(Profile profile, Optional<Profile> baseline) {
    Scaling scaling = of(profile);
    return baseline.map(other -> scaling.beside(of(other))).orElse(scaling);
  }

  private Scaling all() {
    profile.levels().forEach(this::doubt);
    Optional<CurveChoice> throughput =
        choice(ProfileLevel::throughputPerSecond).map(CurveChoice::ofThroughput);
    Optional<CurveChoice> response = choice(ProfileLevel::p95Response).map(CurveChoice::ofResponse);
    Optional<ChosenCurve> chosen = throughput.flatMap(ChosenCurve::of);
    Optional<Scaling.Contention> contention = contention();
    LoadPoints finder = new LoadPoints(profile, notes);
    LimitLoads limits = new LimitLoads(profile, usable);
    List<LoadPoint> upper = limits.upper();
    List<LoadPoint> lower = limits.lower();
    ResourceLoads resources = new ResourceLoads(profile, usable);
    List<LoadPoint> found = new ArrayList<>(chosen.map(finder::of).orElse(List.of()));
    Optional<LoadPoint> optimal = finder.optimal(found, upper);
    finder.contradictions(optimal, lower);
    List<LoadPoint> bounds =
        Stream.of(found, upper, resources.points()).flatMap(List::stream).toList();
    found.addAll(new Knees(profile, usable).of(chosen, response.flatMap(ChosenCurve::of)));
    optimal.ifPresent(found::add);
    return new Scaling(
        profile,
        chosen.flatMap(curve -> curve.estimate(fit -> LoadPoints.ceiling(fit, profile))),
        efficiency(chosen),
        throughput.map(FittedCurve::all).orElse(List.of()),
        response.map(FittedCurve::all).orElse(List.of()),
        resources.uses(),
        contention,
        found,
        Stream.concat(upper.stream(), lower.stream()).toList(),
        resources.points(),
        chosen.map(curve -> new Capacity(profile, curve, optimal, bounds).rows()).orElse(List.of()),
        Optional.empty(),
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

  private List<Estimate> efficiency(Optional<ChosenCurve> chosen) {
    double best =
        usable.stream().mapToDouble(l -> l.throughputPerSecond() / l.offered()).max().orElse(1);
    return profile.levels().stream()
        .map(
            level ->
                chosen
                    .flatMap(curve -> curve.estimate(fit -> efficiency(fit, level.offered())))
                    .orElseGet(
                        () ->
                            Estimate.of(
                                level.throughputPerSecond() / (level.offered() * best),
                                Optional.empty())))
        .toList();
  }

  private OptionalDouble efficiency(Fit fit, double load) {
    return OptionalDouble.of(fit.predict(load) / (load * LoadPoints.slope(fit, profile)));
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
