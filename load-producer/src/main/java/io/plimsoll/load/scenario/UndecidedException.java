package io.plimsoll.load.scenario;

/**
 * What a scenario asks of an answer cannot be told. Whoever asks makes an outcome of it: the
 * message is its reason, and has nothing of the answer in it.
 */
public final class UndecidedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UndecidedException(String reason) {
    super(reason, null, false, false); // often, and where it comes from is no secret
  }

  /** For anything that was thrown in the course of looking. */
  public static UndecidedException because(Throwable thrown) {
    if (thrown instanceof UndecidedException known) {
      return known;
    }
    if (thrown instanceof StackOverflowError) {
      return new UndecidedException("the answer is nested too deep to be looked into");
    }
    StackTraceElement[] trace = thrown.getStackTrace();
    String where = trace.length == 0 ? "" : " at " + trace[0];
    return new UndecidedException(
        "a defect of plimsoll, please report it: " + thrown.getClass().getName() + where);
  }
}
