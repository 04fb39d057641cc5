package io.plimsoll.load.engine;

import io.plimsoll.load.scenario.Expect;
import io.plimsoll.schemas.OutcomeKind;

/**
 * What an answered request counts as.
 *
 * <ul>
 *   <li>SUCCESS: the status is one that was expected (any of 200–399 unless the step says).
 *   <li>REJECTED: 429 or 503, unexpected: the target says it is too busy and did no work.
 *   <li>ERROR_STATUS: 400 or above, unexpected.
 *   <li>CHECK_FAILED: below 400 but not what the step expects: the target believes all is well.
 * </ul>
 *
 * Unanswered requests are TIMEOUT (the limit passed, or the run ended, before the last byte),
 * CONNECT_FAILED (no connection), PROTOCOL_ERROR (the answer is not HTTP, or the connection closed
 * before its end) or NOT_SENT (still waiting for a connection when the run ended).
 */
final class OutcomeRules {
  private OutcomeRules() {}

  static OutcomeKind judge(Expect expect, int status) {
    if (expect.accepts(status)) {
      return OutcomeKind.SUCCESS;
    }
    if (status == 429 || status == 503) {
      return OutcomeKind.REJECTED;
    }
    return status >= 400 ? OutcomeKind.ERROR_STATUS : OutcomeKind.CHECK_FAILED;
  }
}
