package io.plimsoll.load.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.plimsoll.load.engine.Call;
import io.plimsoll.load.engine.CookieJar;
import io.plimsoll.load.engine.Exchange;
import io.plimsoll.load.engine.SocketAction;
import io.plimsoll.load.engine.SocketUser;
import io.plimsoll.load.engine.UserSocket;
import io.plimsoll.load.http.Causes;
import io.plimsoll.load.http.RequestTarget;
import io.plimsoll.load.scenario.Reply;
import io.plimsoll.schemas.OutcomeKind;
import java.util.Optional;

/**
 * A user's WebSocket: one connection at a time, one step at a time. On its event loop only.
 *
 * <p>What counts as what: an upgrade is judged by its status as an answer is. A step without a
 * connection is NOT_SENT. When the target closes, everything that waits is PROTOCOL_ERROR, and the
 * close is an outcome of its own: SUCCESS with code 1000, PROTOCOL_ERROR otherwise.
 */
final class Socket implements UserSocket {
  private static final String NO_CONNECTION = "no connection";
  private static final int NORMAL_CLOSURE = 1000;

  private final WebSocketLane lane;
  private final SocketUser user;

  private ConnectAction opening; // what the connection was made by; null before the first
  private String path; // that it was asked for
  private Wire wire; // null while there is no connection, nor one being made
  private Pulse pulse;
  private Ear ear;
  private Inbox inbox;
  private long nextNumber;
  private boolean endedWell;

  private SocketAction step; // that the user waits for; null while none
  private Volley volley; // of a send step
  private Exchange exchange; // of any other
  private long deadlineNanos;

  Socket(WebSocketLane lane, SocketUser user) {
    this.lane = lane;
    this.user = user;
  }

  @Override
  public void perform(SocketAction action, long intendedNanos) {
    step = action;
    if (action instanceof ConnectAction connect) {
      connect(connect, intendedNanos);
    } else if (action instanceof SendAction send) {
      send(send, intendedNanos);
    } else if (action instanceof AwaitAction await) {
      await(await, intendedNanos);
    } else if (action instanceof CloseAction close) {
      close(close, intendedNanos);
    }
  }

  @Override
  public boolean open() {
    return wire != null;
  }

  private void connect(ConnectAction action, long intended) {
    leave();
    opening = action;
    endedWell = false;
    nextNumber = 0;
    Optional<String> missing = action.missing(user.session());
    Optional<String> asked = missing.isPresent() ? Optional.empty() : action.path(user.session());
    if (asked.isEmpty()) {
      String reason = missing.map(Socket::noValue).orElse(RequestTarget.ELSEWHERE);
      notSent(action.call(), action.operation(), intended, reason);
      return;
    }
    path = asked.get();
    long readDelay = action.step().readDelay().toNanos();
    wire = new Wire(this, action.handshaker(path, user.session()), readDelay);
    lane.opened(this);
    begin(action.call(), action.operation(), intended);
    wire.open(lane.connector());
  }

  private void begin(Call call, int operation, long intended) {
    exchange = user.begun(call, operation, intended);
    long now = lane.now();
    exchange.begin(now);
    deadlineNanos = now + call.timeoutNanos();
    lane.began();
    lane.watch(this);
  }

  private void send(SendAction action, long intended) {
    inbox = null;
    Optional<String> missing = wire == null ? Optional.empty() : missing(action.message());
    if (wire == null || missing.isPresent()) {
      String reason = missing.map(Socket::noValue).orElse(NO_CONNECTION);
      notSent(action.call(), action.operation(), intended, reason);
      return;
    }
    volley = new Volley(lane, user, this, wire, action, intended);
    volley.work();
  }

  private Optional<String> missing(MessageMaker maker) {
    user.session().numberMessage(nextNumber);
    return maker.missing(user.session());
  }

  private static String noValue(String name) {
    return "no value for ${" + name + "}";
  }

  private void notSent(Call call, int operation, long intended, String reason) {
    long now = lane.now();
    user.begun(call, operation, intended).failed(OutcomeKind.NOT_SENT, reason, 0, now);
    performed(now, false);
  }

  private void await(AwaitAction action, long intended) {
    if (wire == null) {
      notSent(action.call(), action.operation(), intended, NO_CONNECTION);
      return;
    }
    begin(action.call(), action.operation(), intended);
    if (inbox != null) {
      Inbox.Taken kept = inbox.take(action.reply(), user.session());
      if (kept != null) {
        awaited(action, kept.message(), kept.fit(), lane.now());
      }
    }
  }

  private void awaited(AwaitAction action, MessageAnswer message, Reply.Fit fit, long now) {
    Exchange done = settle();
    message.answer(done, fit, now);
    performed(now, done.succeeded() || !action.givesValues());
  }

  private void close(CloseAction action, long intended) {
    if (wire == null && endedWell) {
      performed(lane.now(), true); // the target was the first to close
    } else if (wire == null) {
      notSent(action.call(), action.operation(), intended, NO_CONNECTION);
    } else {
      quieten();
      begin(action.call(), action.operation(), intended);
      wire.close(action.code(), action.reason());
    }
  }

  /** Number of the connection's next message. */
  long nextNumber() {
    return nextNumber++;
  }

  void upgradeSent(long bytes) {
    if (step instanceof ConnectAction && exchange != null) {
      exchange.sent(bytes);
    }
  }

  void upgradeReceived(long bytes) {
    if (step instanceof ConnectAction && exchange != null) {
      exchange.received(bytes, lane.now());
    }
  }

  void takeCookies(HttpHeaders headers) {
    CookieJar cookies = user.session().cookies();
    if (cookies.keeps() && headers.contains(HttpHeaderNames.SET_COOKIE)) {
      headers
          .getAll(HttpHeaderNames.SET_COOKIE)
          .forEach(each -> cookies.set(each, ConnectAction.bare(path)));
    }
  }

  void connected() {
    exchange.connected(lane.now());
  }

  void connectFailed(Throwable cause) {
    forget();
    fail(OutcomeKind.CONNECT_FAILED, Causes.connect(cause), false);
  }

  void refused(int status) {
    forget();
    long now = lane.now();
    settle().answered(status, now);
    performed(now, false);
  }

  void opened() {
    long now = lane.now();
    ear = opening.ear().map(each -> new Ear(each, user, WebSocketLane::wallMicros)).orElse(null);
    pulse = opening.pulse().map(each -> new Pulse(lane, user, wire, this, each)).orElse(null);
    if (pulse != null) {
      pulse.start(now);
    }
    settle().answered(101, now);
    performed(now, true);
  }

  void message(ByteBuf content, long bytes) {
    long now = lane.now();
    MessageAnswer message = new MessageAnswer(content, bytes);
    if (ear != null) {
      ear.hear(message, now);
    }
    if (pulse != null && pulse.answered(message, now)) {
      return;
    }
    Reply.Fit fit = Reply.Fit.NO;
    if (step instanceof AwaitAction await) {
      fit = await.reply().fit(user.session(), message);
    }
    if (fit.taken()) {
      awaited((AwaitAction) step, message, fit, now);
    } else if ((volley == null || !volley.answered(message, now)) && lane.keepsMessages()) {
      inbox = inbox == null ? new Inbox() : inbox;
      inbox.add(message);
    }
  }

  void pong(ByteBuf content) {
    if (pulse != null) {
      pulse.pong(content, content.readableBytes() + 2L, lane.now());
    }
  }

  void closeAnswered() {
    forget();
    long now = lane.now();
    settle().answered(0, now);
    performed(now, true);
  }

  void closedByTarget(int code) {
    endedWell = code == NORMAL_CLOSURE;
    gone("closed by the target: " + code);
  }

  /** The connection broke: before it was open, while the user closed it, or in between. */
  void broken(String reason) {
    if (step instanceof ConnectAction) {
      forget();
      fail(OutcomeKind.PROTOCOL_ERROR, reason, false);
    } else if (step instanceof CloseAction) {
      forget();
      fail(OutcomeKind.PROTOCOL_ERROR, reason, true);
    } else {
      gone(reason);
    }
  }

  /** The end of an open connection that was not the user's. */
  private void gone(String reason) {
    long now = lane.now();
    forget();
    if (lane.ended()) {
      return;
    }
    if (pulse != null) {
      pulse.end(OutcomeKind.PROTOCOL_ERROR, reason, now);
      pulse = null;
    }
    Exchange closed = user.heard(opening.closing(), opening.closed(), now);
    closed.begin(now);
    if (endedWell) {
      closed.answered(0, now);
    } else {
      closed.failed(OutcomeKind.PROTOCOL_ERROR, reason, 0, now);
    }
    if (volley != null) {
      volley.end(OutcomeKind.PROTOCOL_ERROR, reason, now);
    } else if (exchange != null) {
      fail(OutcomeKind.PROTOCOL_ERROR, reason, false);
    }
  }

  void writable() {
    if (volley != null) {
      volley.work();
    }
  }

  void volleyDone(Volley which, boolean goesOn) {
    if (volley == which) {
      volley = null;
      performed(lane.now(), goesOn);
    }
  }

  int unwritten() {
    return volley == null ? 0 : volley.unwritten();
  }

  /** Whether nothing can be overdue. */
  boolean idle() {
    return exchange == null && (volley == null || volley.idle()) && (pulse == null || pulse.idle());
  }

  void giveUpOverdue(long now, String reason) {
    if (pulse != null) {
      pulse.giveUpOverdue(now, reason);
    }
    if (volley != null) {
      volley.giveUpOverdue(now, reason);
    } else if (exchange != null && now - deadlineNanos >= 0) {
      giveUp(reason);
    }
  }

  private void giveUp(String reason) {
    boolean goesOn = !(step instanceof ConnectAction);
    if (step instanceof AwaitAction await) {
      goesOn = !await.givesValues();
    } else {
      Wire given = wire;
      forget();
      given.leave();
    }
    fail(OutcomeKind.TIMEOUT, reason, goesOn);
  }

  /** Begins nothing any more: no message, no sign of life. */
  void stop(String reason) {
    if (volley != null) {
      volley.stop(reason, lane.now());
    }
  }

  /** Ends what is under way. */
  void abandon(String reason) {
    long now = lane.now();
    if (pulse != null) {
      pulse.end(OutcomeKind.TIMEOUT, reason, now);
    }
    if (volley != null) {
      volley.end(OutcomeKind.TIMEOUT, reason, now);
    } else if (exchange != null) {
      giveUp(reason);
    }
  }

  @Override
  public void leave() {
    if (wire != null) {
      Wire left = wire;
      forget();
      left.leave();
    }
    quieten();
    ear = null;
    inbox = null;
  }

  private void quieten() {
    if (pulse != null) {
      pulse.leave();
      pulse = null;
    }
  }

  private void forget() {
    wire = null;
    lane.closed(this);
  }

  /** The step's own exchange, which gets its outcome now. */
  private Exchange settle() {
    Exchange done = exchange;
    exchange = null;
    lane.settled();
    return done;
  }

  private void fail(OutcomeKind kind, String reason, boolean goesOn) {
    long now = lane.now();
    settle().failed(kind, reason, 0, now);
    performed(now, goesOn);
  }

  private void performed(long now, boolean goesOn) {
    step = null;
    user.performed(now, goesOn);
  }
}
