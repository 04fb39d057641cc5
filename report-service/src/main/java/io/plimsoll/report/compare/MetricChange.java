package io.plimsoll.report.compare;

import io.plimsoll.stats.compare.Judgement;
import java.util.Optional;

/**
 * One metric of one operation beside its baseline.
 *
 * @param operation the operation; {@code *} for all together
 * @param metric as in limits
 * @param unit of both values
 * @param absolute whether the change is a difference rather than a share of the baseline
 * @param baseline value of the baseline
 * @param candidate value of the run
 * @param change candidate / baseline − 1, or the difference
 * @param lower of its 95 % interval; empty where it is unbounded
 * @param upper of it
 * @param pValue for no change, corrected for the number of metrics
 * @param threshold how much is too much
 * @param verdict the verdict
 */
public record MetricChange(
    String operation,
    String metric,
    String unit,
    boolean absolute,
    double baseline,
    double candidate,
    double change,
    Optional<Double> lower,
    Optional<Double> upper,
    double pValue,
    double threshold,
    Judgement verdict) {}
