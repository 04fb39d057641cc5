package io.plimsoll.report.history;

import io.plimsoll.report.compare.BaselineKey;
import java.util.Optional;

/**
 * Whose history.
 *
 * @param scenario name of the scenario
 * @param branch only runs of it
 * @param environment only runs in it
 * @param operation only its figures; those of all operations together without it
 */
public record HistoryQuery(
    String scenario,
    Optional<String> branch,
    Optional<String> environment,
    Optional<String> operation) {

  /** Under which what was acknowledged in this history is kept. */
  public BaselineKey key() {
    return new BaselineKey(scenario, branch.orElse(""), environment.orElse(""));
  }
}
