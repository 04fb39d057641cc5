package io.plimsoll.report.history;

import java.util.Optional;

/**
 * Whose history.
 *
 * @param scenario name of the scenario
 * @param branch only runs of it
 * @param environment only runs in it
 */
public record HistoryQuery(
    String scenario, Optional<String> branch, Optional<String> environment) {}
