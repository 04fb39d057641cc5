package io.plimsoll.report.query;

import io.plimsoll.schemas.RunSummary;
import java.util.List;

/**
 * The verdict on a run.
 *
 * @param passed every limit was kept, on complete data
 * @param outcome which verdict
 * @param reasons why, one sentence each
 */
public record Verdict(boolean passed, Outcome outcome, List<String> reasons) {
  /** There is none yet. */
  public static final Verdict PENDING = new Verdict(false, Outcome.PENDING, List.of());

  public Verdict {
    reasons = List.copyOf(reasons);
  }

  static Verdict of(RunSummary summary) {
    Outcome outcome =
        switch (summary.getVerdict()) {
          case PENDING -> Outcome.PENDING;
          case PASSED -> Outcome.PASSED;
          case FAILED -> Outcome.FAILED;
          case WITHHELD -> Outcome.WITHHELD;
        };
    return new Verdict(outcome == Outcome.PASSED, outcome, summary.getReasons());
  }

  /** Which verdict. */
  public enum Outcome {
    /** The run goes on. */
    PENDING,
    /** Every limit was kept. */
    PASSED,
    /** A limit was broken. */
    FAILED,
    /** The data is incomplete. */
    WITHHELD
  }
}
