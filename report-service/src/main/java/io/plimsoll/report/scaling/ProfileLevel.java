package io.plimsoll.report.scaling;

import java.util.Map;
import java.util.Optional;

/**
 * One load level as it was measured, once it was steady. Times in milliseconds.
 *
 * @param factor of the scenario's load
 * @param runId run it was measured in
 * @param offered users or arrivals per second
 * @param throughputPerSecond successes per second
 * @param concurrency mean requests in flight by Little's law: completions per second times mean
 *     service time
 * @param measuredConcurrency the same as the generator sampled it, when it did
 * @param meanResponse mean response time
 * @param p95Response response time at quantile 0.95
 * @param errorRate share of outcomes that were no success
 * @param cutMillis what was cut from the start of the level as transient
 * @param steadyMillis what was measured after it
 * @param settled whether it became steady
 * @param indicators value of each limit's indicator, by {@link ProfileLimit#key()}
 * @param resources mean of each resource metric, by source and metric
 */
public record ProfileLevel(
    double factor,
    String runId,
    double offered,
    double throughputPerSecond,
    double concurrency,
    Optional<Double> measuredConcurrency,
    double meanResponse,
    double p95Response,
    double errorRate,
    long cutMillis,
    long steadyMillis,
    boolean settled,
    Map<String, Double> indicators,
    Map<String, Double> resources) {
  private static final double LITTLE_TOLERANCE = 0.1;

  public ProfileLevel {
    indicators = Map.copyOf(indicators);
    resources = Map.copyOf(resources);
  }

  ProfileLevel withFactor(double other) {
    return new ProfileLevel(
        other,
        runId,
        offered,
        throughputPerSecond,
        concurrency,
        measuredConcurrency,
        meanResponse,
        p95Response,
        errorRate,
        cutMillis,
        steadyMillis,
        settled,
        indicators,
        resources);
  }

  /** Whether Little's law and the generator disagree by more than a tenth and half a request. */
  boolean contradictsLittle() {
    return measuredConcurrency
        .filter(
            seen ->
                Math.abs(seen - concurrency) > 0.5 + LITTLE_TOLERANCE * Math.max(seen, concurrency))
        .isPresent();
  }
}
