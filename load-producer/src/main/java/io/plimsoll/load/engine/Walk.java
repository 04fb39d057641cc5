package io.plimsoll.load.engine;

import io.plimsoll.load.scenario.Condition;
import io.plimsoll.load.scenario.UndecidedException;
import io.plimsoll.schemas.OutcomeKind;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One actor's way through journeys: requests, pauses, loops and polling. A later request is
 * intended when the one before has ended and its pause is over. For the thread of its lane.
 */
final class Walk implements Runnable {
  /** Somebody who gets no connection must not turn into a storm of attempts. */
  private static final long RECONNECT_PAUSE_NANOS = 100_000_000L;

  private static final String OVERDUE = "the run ended, or its user's time, before its turn came";
  private static final String NOT_DONE = "not done in time";

  private final LaneContext context;
  private final Session session;
  private final SplittableRandom random;
  private final Owner owner;
  private final boolean direct;
  private final Exchange exchange;
  private final Exchange completion;

  private Journey journey;
  private int next;
  private int[] turns = new int[0];
  private int[] turn = new int[0];
  private Op.Poll polling; // null while not
  private String undecided; // why an if could not be decided; null when all could
  private UserSocket socket; // null until the first step that needs one
  private boolean performing;
  private boolean waiting;
  private boolean walking;
  private long userId;
  private long freeNanos;
  private long intendedNanos;

  /** Who walks. */
  interface Owner {
    /** Whether a request intended then may still be begun. */
    boolean mayBegin(long intendedNanos);

    /**
     * The journey has ended, or has been broken off.
     *
     * @param atNanos when, pauses included
     * @param nowNanos the clock as it was read last
     */
    void arrived(long atNanos, long nowNanos);
  }

  /**
   * @param direct whether a request that follows at once may be sent inside the task that completed
   *     the one before
   */
  Walk(LaneContext context, Session session, Owner owner, boolean direct) {
    this.context = context;
    this.session = session;
    this.random = session.random();
    this.owner = owner;
    this.direct = direct;
    this.exchange = new Exchange(this::completed, session);
    this.completion = new Exchange(done -> context.record(done), session);
  }

  /** Whether it is on a journey. */
  boolean walking() {
    return walking;
  }

  /** Whether it does nothing but pause. */
  boolean pausing() {
    return waiting && polling == null;
  }

  /** Whether a step has needed a WebSocket, which may be open. */
  boolean hasSocket() {
    return socket != null;
  }

  /**
   * Begins a journey.
   *
   * @param atNanos when its first step is intended; it waits until then
   * @param freeNanos when whoever walks was free to begin; being busy until then is a wait for the
   *     target and no lag of the generator
   * @param nowNanos the clock as the caller has read it
   * @param inside whether the first step may run inside the caller
   */
  void begin(
      Journey chosen, long user, long atNanos, long freeNanos, long nowNanos, boolean inside) {
    journey = chosen;
    userId = user;
    this.freeNanos = freeNanos;
    undecided = null;
    next = 0;
    walking = true;
    if (turns.length < chosen.loops()) {
      turns = new int[chosen.loops()];
      turn = new int[chosen.loops()];
    }
    session.nextVisit();
    goOn(atNanos, nowNanos, inside);
  }

  /** A visit that is not made any more: its first request has been waiting for nothing. */
  void notBegun(Journey missed, long user, long intended, long now) {
    missed
        .first()
        .ifPresent(
            request -> {
              Exchange never = new Exchange(context::record, session);
              never.intend(request.call(), request.operation(), user, intended);
              never.failed(OutcomeKind.NOT_SENT, OVERDUE, 0, now);
            });
  }

  /** Follows the instructions up to the next request, which is intended after all pauses. */
  private void goOn(long atNanos, long now, boolean inside) {
    long at = atNanos;
    while (next < journey.length()) {
      Op op = journey.op(next);
      if (op instanceof Op.Request) {
        waitFor(at, now, inside);
        return;
      }
      next++;
      if (op instanceof Op.Think think) {
        at += think.pause().nanos(random);
      } else if (op instanceof Op.Unless unless) {
        next = holds(unless.condition()) ? next : unless.target();
      } else if (op instanceof Op.Jump jump) {
        next = jump.target();
      } else if (op instanceof Op.LoopBegin loop) {
        turns[loop.loop()] =
            loop.least() == loop.most()
                ? loop.least()
                : random.nextInt(loop.least(), loop.most() + 1);
        turn[loop.loop()] = 0;
        loop.counter().ifPresent(name -> session.put(name, 0L));
        next = turns[loop.loop()] == 0 ? loop.after() : next;
      } else if (op instanceof Op.LoopEnd loop) {
        int done = ++turn[loop.loop()];
        if (done < turns[loop.loop()]) {
          loop.counter().ifPresent(name -> session.put(name, (long) done));
          next = loop.first();
        }
      }
    }
    end(at, now);
  }

  /** What cannot be decided becomes the outcome of the request that would have followed. */
  private boolean holds(Condition condition) {
    try {
      return condition.holds(session, null);
    } catch (UndecidedException cannotTell) {
      undecided = "if: " + cannotTell.getMessage();
      return false;
    }
  }

  private void waitFor(long at, long now, boolean inside) {
    intendedNanos = at;
    if (polling == null && !owner.mayBegin(at)) {
      end(at, now);
      return;
    }
    waiting = true;
    if (at > now) {
      context.runAt(at, this);
    } else if (inside) {
      step(now);
    } else {
      context.runNext(this);
    }
  }

  /** The time has come, or it has for something that was given up since. */
  @Override
  public void run() {
    if (waiting) {
      long now = context.clock().nanos();
      if (now >= intendedNanos) {
        step(now);
      }
    }
  }

  /**
   * @param now read once and handed on: a reading costs as much as all else that is done here
   */
  private void step(long now) {
    waiting = false;
    if (polling != null) {
      pollOrGiveUp(now);
    } else if (!owner.mayBegin(intendedNanos)) {
      end(intendedNanos, now);
    } else if (journey.op(next) instanceof Op.Poll poll) {
      beginPolling(poll, now);
    } else if (journey.op(next) instanceof Op.Send send) {
      next++;
      send(send.call(), send.operation(), now);
    } else if (journey.op(next) instanceof Op.Socket step) {
      next++;
      if (undecided != null) {
        notSent(step.action().call(), step.action().operation(), now);
      } else {
        perform(step.action());
      }
    }
  }

  private void notSent(Call call, int operation, long now) {
    new Wanderer()
        .begun(call, operation, intendedNanos)
        .failed(OutcomeKind.NOT_SENT, undecided, 0, now);
    end(now + RECONNECT_PAUSE_NANOS, now);
  }

  private void perform(SocketAction action) {
    if (socket == null) {
      socket = context.lane().socket(new Wanderer());
    }
    performing = true;
    socket.perform(action, intendedNanos);
    performing = false;
  }

  private void performed(long endNanos, boolean goesOn) {
    if (!goesOn || context.abandoned()) {
      end(endNanos + RECONNECT_PAUSE_NANOS, endNanos);
    } else {
      // A step that was done at once must not lead to the next one inside of itself, without end.
      goOn(endNanos + journey.pause().nanos(random), endNanos, direct && !performing);
    }
  }

  private void send(Call call, int operation, long now) {
    began(intendedNanos, now);
    exchange.intend(call, operation, userId, intendedNanos);
    Optional<String> hindrance = call.hindrance(session);
    if (undecided != null) {
      exchange.failed(OutcomeKind.NOT_SENT, undecided, 0, now);
    } else if (hindrance.isPresent()) {
      exchange.failed(OutcomeKind.NOT_SENT, hindrance.get(), 0, now);
    } else {
      context.lane().send(call, exchange, now);
    }
  }

  private void began(long intended, long now) {
    context.began(Math.max(intended, freeNanos), now);
  }

  private void completed(Exchange done) {
    context.record(done);
    if (polling != null) {
      polled(done);
      return;
    }
    boolean lacking = !done.succeeded() && done.call().inspection().givesValues();
    afterwards(done, lacking || done.kind() == OutcomeKind.NOT_SENT);
  }

  private void afterwards(Exchange done, boolean breakOff) {
    boolean nowhere =
        done.kind() == OutcomeKind.CONNECT_FAILED || done.kind() == OutcomeKind.NOT_SENT;
    long pause = nowhere ? RECONNECT_PAUSE_NANOS : 0;
    // Whoever waits for something to be done begins to look at once: thinking would be measured.
    boolean pollsNext = next < journey.length() && journey.op(next) instanceof Op.Poll;
    long think = pollsNext ? 0 : journey.pause().nanos(random);
    long at = done.endNanos() + Math.max(pause, think);
    if (breakOff || context.abandoned()) {
      end(at, done.endNanos());
    } else {
      goOn(at, done.endNanos(), direct);
    }
  }

  private void beginPolling(Op.Poll poll, long now) {
    polling = poll;
    completion.intend(poll.call(), poll.completion(), userId, intendedNanos);
    completion.begin(now);
    context.pending(completion, this);
    send(poll.call(), poll.operation(), now);
  }

  private void pollOrGiveUp(long now) {
    if (now - completion.startNanos() >= polling.timeoutNanos()) {
      completion.failed(OutcomeKind.TIMEOUT, NOT_DONE, exchange.status(), now);
      donePolling();
    } else {
      send(polling.call(), polling.operation(), now);
    }
  }

  private void polled(Exchange answered) {
    long now = answered.endNanos();
    long deadline = completion.startNanos() + polling.timeoutNanos();
    completion.sent(answered.bytesSent());
    completion.received(answered.bytesReceived(), now);
    if (now > deadline) {
      completion.failed(OutcomeKind.TIMEOUT, NOT_DONE, answered.status(), now);
      donePolling();
      return;
    }
    Op.Poll.Finding found = polling.look(session, answered.answer());
    if (found.done()) {
      completion.succeeded(answered.status(), now);
    } else if (found.wrong() != null) {
      completion.failed(OutcomeKind.CHECK_FAILED, found.wrong(), answered.status(), now);
    } else if (!answered.succeeded()) {
      completion.failed(answered.kind(), answered.error(), answered.status(), now);
    }
    if (completion.open()) {
      waitFor(
          Math.min(deadline, Math.max(now, answered.intendedNanos() + polling.everyNanos())),
          now,
          false);
    } else {
      donePolling();
    }
  }

  private void donePolling() {
    polling = null;
    next++;
    context.settled(completion);
    afterwards(completion, !completion.succeeded());
  }

  /** Ends whatever still is under way; nothing follows. */
  void abandon(String reason) {
    if (polling != null && completion.open()) {
      long now = context.clock().nanos();
      completion.failed(OutcomeKind.TIMEOUT, reason, exchange.status(), now);
      polling = null;
    }
    context.settled(completion);
    if (walking && waiting) {
      long now = context.clock().nanos();
      end(now, now);
    }
  }

  /** Leaves nothing open: its owner goes. */
  void leave() {
    if (socket != null) {
      socket.leave();
    }
    context.lane().left(session);
  }

  /**
   * Breaks a pause off, so that its owner can do something else; not while anything is under way.
   */
  void breakOff() {
    waiting = false;
    walking = false;
  }

  private void end(long at, long now) {
    waiting = false;
    walking = false;
    owner.arrived(at, now);
  }

  /** The walk as its socket sees it. */
  private final class Wanderer implements SocketUser {
    @Override
    public Session session() {
      return session;
    }

    @Override
    public boolean mayBegin(long intended) {
      return owner.mayBegin(intended);
    }

    @Override
    public Exchange begun(Call call, int operation, long intended) {
      Walk.this.began(intended, context.clock().nanos());
      return heard(call, operation, intended);
    }

    @Override
    public Exchange heard(Call call, int operation, long intended) {
      Exchange each = new Exchange(context::record, session);
      each.intend(call, operation, userId, intended);
      return each;
    }

    @Override
    public void performed(long endNanos, boolean goesOn) {
      Walk.this.performed(endNanos, goesOn);
    }
  }
}
