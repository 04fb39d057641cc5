package io.plimsoll.report.query;

import java.util.Optional;

/**
 * A rule of some run entered another state.
 *
 * @param run id of the run
 * @param scenario name of its scenario, once known
 * @param environment where it runs, when it was said
 * @param change what happened
 */
public record SlaNotice(
    String run, Optional<String> scenario, Optional<String> environment, SlaChange change) {}
