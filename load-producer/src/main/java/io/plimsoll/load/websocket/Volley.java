package io.plimsoll.load.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPromise;
import io.plimsoll.load.engine.Exchange;
import io.plimsoll.load.engine.SocketUser;
import io.plimsoll.load.scenario.Reply;
import io.plimsoll.schemas.OutcomeKind;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * The messages of one send step. Each becomes due at its intended time, whatever became of those
 * before it; what is due is written in order while the connection takes it, and waits while it does
 * not.
 */
final class Volley implements Runnable {
  /** Then others have their turn. */
  private static final int BURST = 256;

  private static final String NOT_TAKEN =
      "the connection took no more: the target reads too slowly";

  private final WebSocketLane lane;
  private final SocketUser user;
  private final Socket socket;
  private final Wire wire;
  private final SendAction action;
  private final long beginNanos;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>(2);

  private long count; // of messages in all; less when it was ended before
  private long due;
  private long next; // to be written; those from here up to due wait for the connection
  private boolean blocked;
  private boolean working;
  private boolean planned;
  private boolean done;
  private boolean breaksOff;

  Volley(
      WebSocketLane lane,
      SocketUser user,
      Socket socket,
      Wire wire,
      SendAction action,
      long beginNanos) {
    this.lane = lane;
    this.user = user;
    this.socket = socket;
    this.wire = wire;
    this.action = action;
    this.beginNanos = beginNanos;
    this.count = action.pace().count();
  }

  /** What is due is sent, and the rest planned. */
  @Override
  public void run() {
    planned = false;
    work();
  }

  /** Sends what is due and can be written. */
  void work() {
    if (working || done) {
      return;
    }
    working = true;
    long now = lane.now();
    for (int i = 0; i < BURST && due < count && intended(due) <= now; i++) {
      if (user.mayBegin(intended(due))) {
        due++;
      } else {
        count = due;
      }
    }
    write();
    plan();
    working = false;
    finish();
  }

  private long intended(long message) {
    return beginNanos + action.pace().offsetNanos(message);
  }

  /** Whether the next message may be begun is asked when its time has come. */
  private void plan() {
    if (due < count && !planned && !done) {
      planned = true;
      lane.runAt(intended(due), this);
    }
  }

  private void write() {
    boolean written = false;
    for (int i = 0; i < BURST && next < due && wire.writable(); i++) {
      write(next++);
      written = true;
    }
    if (written) {
      wire.flush();
    }
    if (next == due) {
      blocked = false;
    } else {
      // Not the generator's lag: the target, or its own earlier messages, keep it waiting.
      blocked = true;
      lane.watch(socket);
      if (wire.writable()) {
        lane.runAt(lane.now(), this::work);
      }
    }
  }

  private void write(long message) {
    Exchange exchange = exchange(message);
    long number = socket.nextNumber();
    user.session().numberMessage(number);
    long now = lane.now();
    exchange.begin(now);
    lane.began();
    Waiting sent = new Waiting(exchange, number, now + action.call().timeoutNanos());
    waiting.addLast(sent);
    MessageMaker maker = action.message();
    ByteBuf content = maker.content(user.session(), wire.allocator());
    ChannelPromise promise = action.await().isPresent() ? wire.noPromise() : taken(sent);
    exchange.sent(wire.write(content, maker.binary(), maker.fragmentBytes(), promise));
    lane.watch(socket);
  }

  private Exchange exchange(long message) {
    return blocked
        ? user.heard(action.call(), action.operation(), intended(message))
        : user.begun(action.call(), action.operation(), intended(message));
  }

  private ChannelPromise taken(Waiting sent) {
    ChannelPromise promise = wire.promise();
    promise.addListener(
        written -> {
          // When it failed the connection is lost, which ends everything that waits.
          if (written.isSuccess() && sent.settle()) {
            waiting.remove(sent);
            lane.settled();
            sent.exchange().answered(0, lane.now());
            finish();
          }
        });
    return promise;
  }

  /** Whether the message is the reply to one of its own: the oldest that it fits. */
  boolean answered(MessageAnswer message, long now) {
    if (action.await().isEmpty()) {
      return false;
    }
    for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
      Waiting sent = each.next();
      Reply.Fit fit = action.await().get().fit(Pulse.numbered(user, sent.number()), message);
      if (fit.taken()) {
        each.remove();
        lane.settled();
        message.answer(sent.exchange(), fit, now);
        breaksOff |= action.givesValues() && !sent.exchange().succeeded();
        finish();
        return true;
      }
    }
    return false;
  }

  void giveUpOverdue(long now, String reason) {
    while (!waiting.isEmpty() && waiting.peekFirst().overdue(now)) {
      Waiting late = waiting.pollFirst();
      if (action.await().isPresent()) {
        fail(late, OutcomeKind.TIMEOUT, reason, now);
      } else {
        fail(late, OutcomeKind.NOT_SENT, NOT_TAKEN, now);
      }
      breaksOff |= action.givesValues();
    }
    for (int i = 0; i < BURST * 16 && next < due; i++) {
      if (now - intended(next) < action.call().timeoutNanos()) {
        break;
      }
      notSent(NOT_TAKEN, now);
    }
    finish();
  }

  private void notSent(String reason, long now) {
    user.heard(action.call(), action.operation(), intended(next++))
        .failed(OutcomeKind.NOT_SENT, reason, 0, now);
  }

  private void fail(Waiting sent, OutcomeKind kind, String reason, long now) {
    if (sent.settle()) {
      lane.settled();
      sent.exchange().failed(kind, reason, 0, now);
    }
  }

  /** Messages that are due and that the connection has not taken. */
  int unwritten() {
    return (int) Math.min(Integer.MAX_VALUE, due - next);
  }

  boolean idle() {
    return waiting.isEmpty() && next == due;
  }

  /** Sends nothing any more; what is on its way may still arrive. */
  void stop(String reason, long now) {
    working = true;
    count = due;
    while (next < due) {
      notSent(reason, now);
    }
    working = false;
    finish();
  }

  /** Nothing will arrive any more. */
  void end(OutcomeKind kind, String reason, long now) {
    working = true;
    breaksOff = true;
    stop(reason, now);
    working = true;
    while (!waiting.isEmpty()) {
      fail(waiting.pollFirst(), kind, reason, now);
    }
    working = false;
    finish();
  }

  private void finish() {
    if (!working && !done && next == count && waiting.isEmpty()) {
      done = true;
      socket.volleyDone(this, !breaksOff);
    }
  }
}
