package io.plimsoll.load.engine;

import io.plimsoll.schemas.OutcomeKind;
import java.util.Optional;

/**
 * One actor's way through journeys: when requests are sent, and what follows from how they end. A
 * later request is intended when the one before has ended and its pause is over. For the thread of
 * its lane.
 */
final class Walk implements Runnable, LaneContext.Pending {
  /** Somebody who gets no connection must not turn into a storm of attempts. */
  private static final long RECONNECT_PAUSE_NANOS = 100_000_000L;

  private static final String OVERDUE = "the run ended, or its user's time, before its turn came";

  private final LaneContext context;
  private final Session session;
  private final Owner owner;
  private final boolean direct;
  private final Exchange exchange;
  private final Cursor cursor;
  private final Polling polling;

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
    this.owner = owner;
    this.direct = direct;
    this.exchange = new Exchange(this::completed, session);
    this.cursor = new Cursor(session);
    this.polling = new Polling(session, context::record);
  }

  /** Whether it is on a journey. */
  boolean walking() {
    return walking;
  }

  /** Whether it does nothing but pause. */
  boolean pausing() {
    return waiting && !polling.active();
  }

  /** Whether its WebSocket is open. */
  boolean hasSocket() {
    return socket != null && socket.open();
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
    cursor.begin(chosen);
    userId = user;
    this.freeNanos = freeNanos;
    walking = true;
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

  /** The next request is intended after all pauses on the way to it. */
  private void goOn(long atNanos, long now, boolean inside) {
    long at = atNanos + cursor.advance();
    if (cursor.atEnd()) {
      end(at, now);
    } else {
      waitFor(at, now, inside);
    }
  }

  private void waitFor(long at, long now, boolean inside) {
    intendedNanos = at;
    if (!polling.active() && !owner.mayBegin(at)) {
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
    if (polling.active()) {
      pollOrGiveUp(now);
    } else if (!owner.mayBegin(intendedNanos)) {
      end(intendedNanos, now);
    } else {
      begin(cursor.request(), now);
    }
  }

  private void begin(Op.Request request, long now) {
    if (request instanceof Op.Poll poll) {
      beginPolling(poll, now);
      return;
    }
    cursor.pass();
    if (!(request instanceof Op.Socket step)) {
      send(request, now);
    } else if (cursor.undecided() != null) {
      notSent(request, now);
    } else {
      perform(step.action());
    }
  }

  /** What cannot be decided becomes the outcome of the request that would have followed. */
  private void notSent(Op.Request request, long now) {
    new Wanderer()
        .begun(request.call(), request.operation(), intendedNanos)
        .failed(OutcomeKind.NOT_SENT, cursor.undecided(), 0, now);
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
      goOn(endNanos + cursor.pauseNanos(), endNanos, direct && !performing);
    }
  }

  private void send(Op.Request request, long now) {
    Call call = request.call();
    began(intendedNanos, now);
    exchange.intend(call, request.operation(), userId, intendedNanos);
    Optional<String> hindrance = call.hindrance(session);
    if (cursor.undecided() != null) {
      exchange.failed(OutcomeKind.NOT_SENT, cursor.undecided(), 0, now);
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
    if (polling.active()) {
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
    long think = cursor.isBeforePolling() ? 0 : cursor.pauseNanos();
    long at = done.endNanos() + Math.max(pause, think);
    if (breakOff || context.abandoned()) {
      end(at, done.endNanos());
    } else {
      goOn(at, done.endNanos(), direct);
    }
  }

  private void beginPolling(Op.Poll poll, long now) {
    polling.begin(poll, userId, intendedNanos, now);
    context.pending(polling, this);
    send(poll, now);
  }

  private void pollOrGiveUp(long now) {
    if (polling.isOverdue(now)) {
      polling.giveUp(exchange.status(), now);
      donePolling();
    } else {
      send(polling.poll(), now);
    }
  }

  private void polled(Exchange answered) {
    if (polling.ends(answered)) {
      donePolling();
    } else {
      waitFor(polling.againNanos(answered), answered.endNanos(), false);
    }
  }

  private void donePolling() {
    polling.end();
    cursor.pass();
    context.settled(polling);
    Exchange whole = polling.completion();
    afterwards(whole, !whole.succeeded());
  }

  @Override
  public void abandon(String reason) {
    long now = context.clock().nanos();
    if (polling.active() && polling.completion().open()) {
      polling.abandon(reason, exchange.status(), now);
    }
    context.settled(polling);
    if (walking && waiting) {
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
