package io.plimsoll.load.engine;

import io.plimsoll.load.scenario.Expect;
import java.util.Optional;

/** A request that a transport has made ready to be sent any number of times. Immutable. */
public interface Call {
  Expect expect();

  /** From the start to the last byte of the answer. */
  long timeoutNanos();

  /** What its answer is looked at for. */
  default Inspection inspection() {
    return Inspection.NONE;
  }

  /** Why this user cannot send it: a value that is missing, or one that leads nowhere. */
  default Optional<String> hindrance(Session session) {
    return Optional.empty();
  }

  /** The call as this user sends it, whom nothing hinders: itself when it is the same for all. */
  default Call bind(Session session) {
    return this;
  }
}
