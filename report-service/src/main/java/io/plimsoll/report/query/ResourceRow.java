package io.plimsoll.report.query;

import java.time.Instant;

/**
 * One metric of one source in one window, in the metric's own unit.
 *
 * @param source id of the source
 * @param metric name of the metric, ending in its unit
 * @param start start of the window
 * @param widthMillis its width
 * @param count samples in it
 * @param average their mean
 * @param minimum the smallest
 * @param maximum the largest
 * @param last the newest
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
    double last) {}
