package io.plimsoll.load.engine;

import io.plimsoll.load.scenario.Condition;
import io.plimsoll.load.scenario.UndecidedException;
import java.util.SplittableRandom;

/**
 * Where somebody stands on a journey: decides, loops and adds up pauses on the way from one request
 * to the next. Reused for the next journey. For the thread of its lane.
 */
final class Cursor {
  private final Session session;
  private final SplittableRandom random;

  private Journey journey;
  private int next;
  private int[] turns = new int[0]; // of each loop: how many in all, and how many are done
  private int[] done = new int[0];
  private String undecided;

  Cursor(Session session) {
    this.session = session;
    this.random = session.random();
  }

  void begin(Journey chosen) {
    journey = chosen;
    undecided = null;
    next = 0;
    if (turns.length < chosen.loops()) {
      turns = new int[chosen.loops()];
      done = new int[chosen.loops()];
    }
  }

  /**
   * Follows the instructions up to the next request, or to the end.
   *
   * @return how long the pauses on the way last together, nanoseconds
   */
  long advance() {
    long pauses = 0;
    while (next < journey.length() && !(journey.op(next) instanceof Op.Request)) {
      Op op = journey.op(next++);
      if (op instanceof Op.Think think) {
        pauses += think.pause().nanos(random);
      } else if (op instanceof Op.Unless unless) {
        next = holds(unless.condition()) ? next : unless.target();
      } else if (op instanceof Op.Jump jump) {
        next = jump.target();
      } else if (op instanceof Op.LoopBegin loop) {
        begin(loop);
      } else if (op instanceof Op.LoopEnd loop) {
        turn(loop);
      }
    }
    return pauses;
  }

  private void begin(Op.LoopBegin loop) {
    turns[loop.loop()] =
        loop.least() == loop.most() ? loop.least() : random.nextInt(loop.least(), loop.most() + 1);
    done[loop.loop()] = 0;
    loop.counter().ifPresent(name -> session.put(name, 0L));
    next = turns[loop.loop()] == 0 ? loop.after() : next;
  }

  private void turn(Op.LoopEnd loop) {
    long number = ++done[loop.loop()];
    if (number < turns[loop.loop()]) {
      loop.counter().ifPresent(name -> session.put(name, number));
      next = loop.first();
    }
  }

  /** What cannot be told is taken to hold, so that a request follows whose outcome can say so. */
  private boolean holds(Condition condition) {
    try {
      return condition.holds(session, null);
    } catch (UndecidedException cannotTell) {
      undecided = "if: " + cannotTell.getMessage();
      return true;
    }
  }

  /** Whether it has come to the end. */
  boolean atEnd() {
    return next >= journey.length();
  }

  /** The request that it has advanced to. */
  Op.Request request() {
    return (Op.Request) journey.op(next);
  }

  /** Whether polling follows at once. */
  boolean isBeforePolling() {
    return !atEnd() && journey.op(next) instanceof Op.Poll;
  }

  /** The request is done, or has begun and comes back by itself. */
  void pass() {
    next++;
  }

  /** A pause after a request, nanoseconds. */
  long pauseNanos() {
    return journey.pause().nanos(random);
  }

  /** Why an {@code if} could not be decided, for the request that follows; null when all could. */
  String undecided() {
    return undecided;
  }
}
