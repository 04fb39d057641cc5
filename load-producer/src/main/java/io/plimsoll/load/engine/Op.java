package io.plimsoll.load.engine;

import io.plimsoll.load.scenario.Condition;
import java.util.Optional;

/** One instruction of a {@link Journey}. Immutable. */
sealed interface Op {
  /** Sends a request. */
  record Send(Call call, int operation) implements Op {}

  /** Asks until something is done; {@code operation} is that of the requests. */
  record Poll(
      Call call,
      int operation,
      int completion,
      long everyNanos,
      long timeoutNanos,
      Condition until,
      Optional<Condition> fail)
      implements Op {}

  /** Does something over the user's WebSocket. */
  record Socket(SocketAction action) implements Op {}

  record Think(Pause pause) implements Op {}

  /** Goes on at {@code target} unless the condition holds. */
  record Unless(Condition condition, int target) implements Op {}

  record Jump(int target) implements Op {}

  /** Draws how often the steps up to the loop's end are done; {@code after} is behind that end. */
  record LoopBegin(int loop, int least, int most, Optional<String> counter, int after)
      implements Op {}

  /** Goes back to {@code first} while turns are left. */
  record LoopEnd(int loop, int first, Optional<String> counter) implements Op {}
}
