package io.plimsoll.report.compare;

import java.util.Optional;

/**
 * An answer over HTTP.
 *
 * @param comparison empty when the run goes on or has no baseline
 */
public record ComparisonPage(Optional<Comparison> comparison) {}
