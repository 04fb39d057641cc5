package io.plimsoll.load.scenario;

import java.util.List;
import java.util.Optional;

/** Which messages are meant: those for which all of this holds. Immutable. */
public record Reply(Optional<Condition> condition, List<Check> checks) {
  /** Any message. */
  public static final Reply ANY = new Reply(Optional.empty(), List.of());

  public Reply {
    checks = List.copyOf(checks);
  }

  /** Whether a message is one of these. */
  public Fit fit(Variables variables, Answer message) {
    try {
      return matches(variables, message) ? Fit.YES : Fit.NO;
    } catch (RuntimeException | StackOverflowError thrown) {
      return new Fit(true, UndecidedException.because(thrown).getMessage());
    }
  }

  private boolean matches(Variables variables, Answer message) {
    for (Check check : checks) {
      if (!check.holds(message)) {
        return false;
      }
    }
    return condition.isEmpty() || condition.get().holds(variables, message);
  }

  /**
   * Whether a message is meant.
   *
   * @param taken whether it ends the wait; so does one of which nobody can tell, since the next
   *     would be no better
   * @param undecided why that cannot be told; null when it can
   */
  public record Fit(boolean taken, String undecided) {
    public static final Fit YES = new Fit(true, null);
    public static final Fit NO = new Fit(false, null);
  }
}
