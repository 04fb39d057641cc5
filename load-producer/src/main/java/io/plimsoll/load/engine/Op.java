package io.plimsoll.load.engine;

import io.plimsoll.load.scenario.Answer;
import io.plimsoll.load.scenario.Condition;
import io.plimsoll.load.scenario.UndecidedException;
import io.plimsoll.load.scenario.Variables;
import java.util.Optional;

/** One instruction of a {@link Journey}. Immutable. */
sealed interface Op {
  /** Whatever ends in an outcome, and is intended at a time. */
  sealed interface Request extends Op {
    Call call();

    /** Index of the operation that its requests count for. */
    int operation();
  }

  /** Sends a request. */
  record Send(Call call, int operation) implements Request {}

  /** Asks until something is done; {@code operation} is that of the requests. */
  record Poll(
      Call call,
      int operation,
      int completion,
      long everyNanos,
      long timeoutNanos,
      Condition until,
      Optional<Condition> fail)
      implements Request {

    /** What an answer says. */
    Finding look(Variables variables, Answer answer) {
      try {
        if (until.holds(variables, answer)) {
          return Finding.DONE;
        }
        boolean failed = fail.isPresent() && fail.get().holds(variables, answer);
        return failed ? Finding.FAILED : Finding.NOT_YET;
      } catch (UndecidedException undecided) {
        return new Finding(false, undecided.getMessage());
      }
    }

    /**
     * How far it is.
     *
     * @param wrong why it will not be done; null otherwise
     */
    record Finding(boolean done, String wrong) {
      private static final Finding DONE = new Finding(true, null);
      private static final Finding NOT_YET = new Finding(false, null);
      private static final Finding FAILED =
          new Finding(false, "failed, by the step's own condition");
    }
  }

  /** Does something over the user's WebSocket. */
  record Socket(SocketAction action) implements Request {
    @Override
    public Call call() {
      return action.call();
    }

    @Override
    public int operation() {
      return action.operation();
    }
  }

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
