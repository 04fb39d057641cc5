package io.plimsoll.report.query;

import java.util.Optional;

/**
 * A question for KPIs.
 *
 * @param runId the run
 * @param operation one operation, {@code *} for all together; empty for each of them
 * @param range which windows
 */
public record KpiQuery(String runId, Optional<String> operation, Range range) {}
