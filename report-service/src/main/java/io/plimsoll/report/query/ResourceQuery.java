package io.plimsoll.report.query;

import java.util.Optional;

/**
 * A question for resource windows.
 *
 * @param runId the run
 * @param source one source; empty for each of them
 * @param metric one metric; empty for each of them
 * @param range which windows
 */
public record ResourceQuery(
    String runId, Optional<String> source, Optional<String> metric, Range range) {}
