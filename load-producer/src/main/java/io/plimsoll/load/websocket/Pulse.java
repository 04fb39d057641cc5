package io.plimsoll.load.websocket;

import io.netty.buffer.ByteBuf;
import io.plimsoll.load.engine.Exchange;
import io.plimsoll.load.engine.SocketUser;
import io.plimsoll.load.scenario.Reply;
import io.plimsoll.load.scenario.Variables;
import io.plimsoll.schemas.OutcomeKind;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Sends signs of life over one connection and waits for their answers. Each is intended one
 * interval after the one before, answered or not.
 */
final class Pulse implements Runnable {
  private final WebSocketLane lane;
  private final SocketUser user;
  private final Wire wire;
  private final Socket socket;
  private final PulseAction action;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>(2);
  private long dueNanos;
  private long number;
  private boolean ended;

  Pulse(WebSocketLane lane, SocketUser user, Wire wire, Socket socket, PulseAction action) {
    this.lane = lane;
    this.user = user;
    this.wire = wire;
    this.socket = socket;
    this.action = action;
  }

  void start(long now) {
    dueNanos = now + action.everyNanos();
    lane.runAt(dueNanos, this);
  }

  @Override
  public void run() {
    while (!ended && !lane.stopping() && dueNanos <= lane.now()) {
      beat();
      dueNanos += action.everyNanos();
    }
    if (!ended && !lane.stopping()) {
      lane.runAt(dueNanos, this);
    }
  }

  private void beat() {
    Exchange exchange = user.begun(action.call(), action.operation(), dueNanos);
    long now = lane.now();
    if (action.message().isPresent()) {
      user.session().numberMessage(number);
      var missing = action.message().get().missing(user.session());
      if (missing.isPresent()) {
        String reason = "no value for ${" + missing.get() + "}";
        exchange.failed(OutcomeKind.NOT_SENT, reason, 0, now);
        return;
      }
    }
    exchange.begin(now);
    lane.began();
    waiting.addLast(new Waiting(exchange, number, now + action.call().timeoutNanos()));
    exchange.sent(write());
    number++;
    lane.watch(socket);
  }

  private long write() {
    if (action.message().isEmpty()) {
      return wire.ping(number);
    }
    MessageMaker maker = action.message().get();
    ByteBuf content = maker.content(user.session(), wire.allocator());
    long bytes = wire.write(content, maker.binary(), maker.fragmentBytes(), wire.noPromise());
    wire.flush();
    return bytes;
  }

  /** A pong answers the ping of its number and, by RFC 6455, 5.5.3, all before it. */
  void pong(ByteBuf content, long bytes, long now) {
    if (action.message().isPresent() || content.readableBytes() != Long.BYTES) {
      return;
    }
    long answered = content.getLong(content.readerIndex());
    while (!waiting.isEmpty() && waiting.peekFirst().number() <= answered) {
      Waiting first = waiting.pollFirst();
      lane.settled();
      first.exchange().received(bytes, now);
      first.exchange().answered(0, now);
    }
  }

  /** Whether the message is the answer to one of its own. */
  boolean answered(MessageAnswer message, long now) {
    if (action.message().isEmpty()) {
      return false;
    }
    for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
      Waiting sent = each.next();
      Reply.Fit fit = action.reply().fit(numbered(user, sent.number()), message);
      if (fit.taken()) {
        each.remove();
        lane.settled();
        message.answer(sent.exchange(), fit, now);
        return true;
      }
    }
    return false;
  }

  /** The user's values, and the number of the message that is looked at. */
  static Variables numbered(SocketUser user, long number) {
    return name -> name.equals("message") ? Long.valueOf(number) : user.session().value(name);
  }

  void giveUpOverdue(long now, String reason) {
    while (!waiting.isEmpty() && waiting.peekFirst().overdue(now)) {
      fail(waiting.pollFirst(), OutcomeKind.TIMEOUT, reason, now);
    }
  }

  boolean idle() {
    return waiting.isEmpty();
  }

  /** Its connection is gone, or the run ends: what waits has failed. */
  void end(OutcomeKind kind, String reason, long now) {
    ended = true;
    while (!waiting.isEmpty()) {
      fail(waiting.pollFirst(), kind, reason, now);
    }
  }

  /** The user itself ends the connection: what waits is nobody's failure. */
  void leave() {
    ended = true;
    while (!waiting.isEmpty()) {
      waiting.pollFirst();
      lane.settled();
    }
  }

  private void fail(Waiting sent, OutcomeKind kind, String reason, long now) {
    lane.settled();
    sent.exchange().failed(kind, reason, 0, now);
  }
}
