package io.plimsoll.report.scaling;

import io.plimsoll.schemas.FittedModel;
import io.plimsoll.schemas.LoadLevel;
import io.plimsoll.schemas.ProfiledLimit;
import io.plimsoll.schemas.ScalingProfile;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Profiles as they lie on the topic. What was fitted goes with them for other readers. */
public final class ProfileRecords {
  private static final double MICROS = 1_000;

  private ProfileRecords() {}

  /** What is measured; all else is computed from it again. */
  public static Profile read(ScalingProfile record) {
    return new Profile(
        record.getProfileId(),
        record.getScenario(),
        record.getBranch(),
        record.getCommit(),
        record.getEnvironment(),
        Instant.ofEpochMilli(record.getCreatedAtMicros() / 1_000),
        record.getLoadUnit().isEmpty() ? "users" : record.getLoadUnit(),
        record.getLevels().stream().map(ProfileRecords::read).toList(),
        record.getLimits().stream().map(ProfileRecords::read).toList());
  }

  private static ProfileLevel read(LoadLevel level) {
    return new ProfileLevel(
        level.getFactor(),
        level.getRunId(),
        level.getOffered(),
        level.getThroughputPerSecond(),
        level.getConcurrency(),
        Optional.ofNullable(level.getMeasuredConcurrency()),
        level.getResponseMeanMicros() / MICROS,
        level.getResponseP95Micros() / MICROS,
        level.getErrorRate(),
        level.getSteadyFromMicros() / 1_000,
        level.getSteadyMicros() / 1_000,
        level.getSettled(),
        level.getIndicators(),
        level.getResources());
  }

  private static ProfileLimit read(ProfiledLimit limit) {
    return new ProfileLimit(
        limit.getOperation(),
        limit.getIndicator(),
        limit.getComparison(),
        limit.getLimit(),
        limit.getUnit(),
        limit.getText());
  }

  static ScalingProfile write(Scaling scaling) {
    Profile profile = scaling.profile();
    return ScalingProfile.newBuilder()
        .setProfileId(profile.id())
        .setScenario(profile.scenario())
        .setBranch(profile.branch())
        .setCommit(profile.commit())
        .setEnvironment(profile.environment())
        .setRunIds(profile.levels().stream().map(ProfileLevel::runId).distinct().toList())
        .setLevels(profile.levels().stream().map(ProfileRecords::write).toList())
        .setModels(scaling.throughput().stream().map(ProfileRecords::write).toList())
        .setNotes(scaling.notes())
        .setCreatedAtMicros(profile.createdAt().toEpochMilli() * 1_000)
        .setLoadUnit(profile.loadUnit())
        .setLimits(profile.limits().stream().map(ProfileRecords::write).toList())
        .setPoints(points(scaling))
        .build();
  }

  private static LoadLevel write(ProfileLevel level) {
    return LoadLevel.newBuilder()
        .setFactor(level.factor())
        .setOffered(level.offered())
        .setConcurrency(level.concurrency())
        .setThroughputPerSecond(level.throughputPerSecond())
        .setResponseP95Micros(level.p95Response() * MICROS)
        .setRunId(level.runId())
        .setMeasuredConcurrency(level.measuredConcurrency().orElse(null))
        .setResponseMeanMicros(level.meanResponse() * MICROS)
        .setErrorRate(level.errorRate())
        .setSteadyFromMicros(level.cutMillis() * 1_000)
        .setSteadyMicros(level.steadyMillis() * 1_000)
        .setSettled(level.settled())
        .setIndicators(level.indicators())
        .setResources(level.resources())
        .build();
  }

  private static ProfiledLimit write(ProfileLimit limit) {
    return new ProfiledLimit(
        limit.operation(),
        limit.indicator(),
        limit.comparison(),
        limit.limit(),
        limit.unit(),
        limit.text());
  }

  private static FittedModel write(FittedCurve curve) {
    Map<String, Double> parameters = new HashMap<>();
    curve.parameters().forEach((name, estimate) -> parameters.put(name, estimate.value()));
    return FittedModel.newBuilder()
        .setName(curve.name())
        .setParameters(parameters)
        .setStandardErrors(curve.standardErrors())
        .setAicc(curve.aicc().orElse(Double.POSITIVE_INFINITY))
        .setChosen(curve.chosen())
        .setFormula(curve.formula())
        .setRSquared(curve.rSquared().orElse(0.0))
        .setWhy(curve.why())
        .build();
  }

  private static List<io.plimsoll.schemas.LoadPoint> points(Scaling scaling) {
    return scaling.allPoints().stream()
        .map(
            point ->
                new io.plimsoll.schemas.LoadPoint(
                    point.name(),
                    point.load().value(),
                    point.load().low().orElse(null),
                    point.load().high().orElse(null),
                    point.basis()))
        .toList();
  }
}
