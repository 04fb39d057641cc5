package io.plimsoll.report.query;

import java.time.Instant;
import java.util.Optional;

/**
 * One metric of one source in one window, in the metric's own unit.
 *
 * @param source id of the source
 * @param metric name of the metric, ending in its unit
 * @param start start of the window
 * @param widthMillis its width
 * @param count samples in it; of a histogram, observations
 * @param average their mean
 * @param minimum the smallest
 * @param maximum the largest
 * @param last the newest
 * @param p50 half of the readings do not exceed it; of a histogram, of the observations
 * @param p90 the same for 90 %
 * @param p95 the same for 95 %
 * @param p99 the same for 99 %; empty when it was not recorded
 */
public record ResourceRow(
    String source,
    String metric,
    Instant start,
    long widthMillis,
    long count,
    double average,
    double minimum,
    double maximum,
    double last,
    Optional<Double> p50,
    Optional<Double> p90,
    Optional<Double> p95,
    Optional<Double> p99) {}
