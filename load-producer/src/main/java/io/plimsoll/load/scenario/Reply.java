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

  public boolean matches(Variables variables, Answer message) {
    for (Check check : checks) {
      if (!check.holds(message)) {
        return false;
      }
    }
    return condition.isEmpty() || condition.get().holds(variables, message);
  }
}
