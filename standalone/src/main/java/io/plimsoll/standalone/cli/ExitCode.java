package io.plimsoll.standalone.cli;

/** How a command ends; the numbers are a contract with CI jobs. */
enum ExitCode {
  /** Done, and every limit held. */
  PASSED(0),
  /** A limit failed or there is a regression. */
  FAILED(1),
  /** The input cannot be used: options, scenario, run id. */
  UNUSABLE_INPUT(2),
  /** Could not run: target, broker or registry unreachable, a port or a directory taken. */
  COULD_NOT_RUN(3),
  /** The data is incomplete, so there is no verdict. */
  INCOMPLETE(4),
  /** Interrupted; the part that ran was reported. */
  INTERRUPTED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
