package io.plimsoll.report.gate;

/**
 * One thing that is asked of a run.
 *
 * @param group completeness, limits, findings or comparison
 * @param name what is asked
 * @param state whether it holds
 * @param detail the numbers behind it
 */
public record GateCase(String group, String name, State state, String detail) {
  /** Whether it holds. */
  public enum State {
    PASSED,
    FAILED,
    /** It could not be judged. */
    SKIPPED
  }
}
