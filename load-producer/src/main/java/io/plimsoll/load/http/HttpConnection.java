package io.plimsoll.load.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.ReferenceCountUtil;
import io.plimsoll.load.engine.CookieJar;
import io.plimsoll.load.engine.Exchange;
import io.plimsoll.load.engine.Session;
import io.plimsoll.schemas.OutcomeKind;
import java.util.Optional;
import reactor.core.Disposable;
import reactor.netty.Connection;

/** One connection and the exchange it carries. On its event loop only. */
final class HttpConnection extends ChannelInboundHandlerAdapter implements ConnectionTaker {
  /** Servers count the time after which they end an idle connection in seconds. */
  private static final long REST_NANOS = 1_000_000_000L;

  private static final byte[] NO_BODY = {};

  private final HttpLane lane;
  private int index;
  private ChannelHandlerContext context;
  private Disposable connecting;
  private boolean gone;

  private final AnswerParser parser = new AnswerParser();
  private final RepeatedWire wire = new RepeatedWire();
  private Exchange exchange; // null while free
  private Session user; // who used it last
  private PreparedCall call;
  private Upload upload; // null unless a body is being streamed
  private long deadlineNanos;
  private int hops;
  private long freeSinceNanos; // until the exchange under way began
  private KeptBody kept; // null unless the answer's body is looked into

  HttpConnection(HttpLane lane, int index) {
    this.lane = lane;
    this.index = index;
  }

  int index() {
    return index;
  }

  void moveTo(int newIndex) {
    index = newIndex;
  }

  /** Whose exchange it carries, or has carried last. */
  Session user() {
    return user;
  }

  boolean usable() {
    return !gone && context != null && context.channel().isActive();
  }

  @Override
  public boolean abandoned() {
    return gone;
  }

  /** Connects for this exchange, which begins now. */
  void open(Connector connector, Exchange first, long now) {
    freeSinceNanos = now;
    take(first, now);
    connecting = connector.connect(this);
  }

  /** Connects for an exchange that began on another connection. */
  void goOn(Connector connector, Exchange led, PreparedCall next, int hopsSoFar, long deadline) {
    exchange = led;
    user = led.session();
    call = next;
    hops = hopsSoFar;
    freeSinceNanos = led.startNanos();
    deadlineNanos = deadline;
    connecting = connector.connect(this);
  }

  @Override
  public void addHandlers(Connection opened) {
    opened.addHandlerLast("plimsoll-exchange", this);
  }

  @Override
  public void connected() {
    if (hops == 0) {
      exchange.connected(lane.clock().nanos());
    }
    write();
  }

  @Override
  public void connectFailed(Throwable cause) {
    if (!gone) {
      fail(OutcomeKind.CONNECT_FAILED, Causes.connect(cause));
    }
  }

  /** Sends over the open connection. */
  void send(Exchange next, long now) {
    take(next, now);
    write();
  }

  private void take(Exchange next, long now) {
    exchange = next;
    user = next.session();
    call = (PreparedCall) next.call().bind(next.session());
    hops = 0;
    deadlineNanos = now + call.timeoutNanos();
    next.begin(now);
  }

  private void write() {
    CookieJar cookies = exchange.session().cookies();
    kept = call.inspection().wantsBody() ? new KeptBody() : null;
    parser.begin(call.answersHead(), keep(cookies), kept);
    ByteBuf head = wire.of(call, cookies, context.channel());
    exchange.sent(head.readableBytes());
    if (call.request().payload().streamed()) {
      upload = new Upload(call.request().payload());
      ChannelFuture unused = context.write(head, context.voidPromise());
      stream();
    } else {
      upload = null;
      ChannelFuture unused = context.writeAndFlush(head, context.voidPromise());
    }
  }

  private AnswerHead.Keep keep(CookieJar cookies) {
    if (call.inspection().wantsAnswer()) {
      return AnswerHead.Keep.EVERYTHING;
    }
    return cookies.keeps() ? AnswerHead.Keep.COOKIES : AnswerHead.Keep.NOTHING;
  }

  /** Writes as much of the body as the connection takes. */
  private void stream() {
    while (upload != null && !upload.finished() && context.channel().isWritable()) {
      ByteBuf sip = upload.next();
      if (exchange != null) {
        exchange.sent(sip.readableBytes());
      }
      ChannelFuture unused = context.write(sip, context.voidPromise());
    }
    context.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext changed) {
    if (!gone && upload != null && !upload.finished() && changed.channel().isWritable()) {
      // Not inside of the flush that made room: that would nest as deep as the body is long.
      changed.executor().execute(this::streamOn);
    }
    changed.fireChannelWritabilityChanged();
  }

  private void streamOn() {
    if (!gone) {
      stream();
    }
  }

  boolean overdue(long now) {
    return exchange != null && now - deadlineNanos >= 0;
  }

  void timeOut(String reason) {
    if (exchange != null) {
      fail(OutcomeKind.TIMEOUT, context == null ? "no connection in time" : reason);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void channelRead(ChannelHandlerContext reading, Object message) {
    try {
      if (message instanceof ByteBuf bytes && !gone) {
        read(bytes);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(ByteBuf bytes) {
    if (exchange == null) {
      broken("bytes nobody asked for");
      return;
    }
    long now = lane.clock().nanos();
    exchange.received(bytes.readableBytes(), now);
    switch (parser.read(bytes)) {
      case MORE -> {}
      // What follows an answer nobody asked for: the next answer must not be read out of it.
      case COMPLETE -> answered(parser.keepsConnection() && !bytes.isReadable(), now);
      case MALFORMED -> broken(Causes.malformed(parser.problem()));
    }
  }

  private void answered(boolean keepsConnection, long now) {
    boolean reusable =
        keepsConnection && context.channel().isActive() && (upload == null || upload.finished());
    takeCookies();
    String location = Redirects.location(call, parser.status(), parser.headers());
    if (location != null) {
      redirect(location, reusable, now);
    } else {
      complete(reusable, now, null);
    }
  }

  private void takeCookies() {
    CookieJar cookies = exchange.session().cookies();
    if (cookies.keeps() && !parser.headers().isEmpty()) {
      parser
          .headers()
          .getAll(HttpHeaderNames.SET_COOKIE)
          .forEach(each -> cookies.set(each, call.request().barePath()));
    }
  }

  private void redirect(String location, boolean reusable, long now) {
    Optional<PreparedCall> next = lane.encoder().redirected(call, parser.status(), location);
    if (next.isEmpty()) {
      complete(reusable, now, "redirected to another server, where this run does not go");
    } else if (hops == Redirects.MOST) {
      complete(reusable, now, "redirected more than " + Redirects.MOST + " times");
    } else if (reusable) {
      hops++;
      call = next.get();
      write();
    } else {
      goOnElsewhere(next.get(), hops + 1);
    }
  }

  private void goOnElsewhere(PreparedCall next, int hopsThen) {
    gone = true;
    Exchange led = exchange;
    exchange = null;
    lane.replace(this, led, next, hopsThen, deadlineNanos);
    close();
  }

  /**
   * @param wrong what is wrong in spite of the answer, or null
   */
  private void complete(boolean reusable, long now, String wrong) {
    Exchange done = exchange;
    int status = parser.status();
    String problem = wrong == null && kept != null ? kept.problem() : wrong;
    boolean looked = problem == null && call.inspection().wantsAnswer();
    byte[] body = looked && kept != null ? kept.bytes() : NO_BODY;
    HttpAnswer answer = looked ? new HttpAnswer(status, parser.headers(), body) : null;
    exchange = null;
    // First the next in line gets the connection, then the one that is done may ask again.
    if (reusable) {
      freeSinceNanos = now;
      lane.released(this, now);
    } else {
      gone = true;
      lane.lost(this);
      close();
    }
    if (problem != null) {
      done.failed(OutcomeKind.CHECK_FAILED, problem, status, now);
    } else if (looked) {
      done.answered(answer, now);
    } else {
      done.answered(status, now);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext closed) {
    if (exchange != null && parser.completeWhenClosed()) {
      answered(false, lane.clock().nanos());
    } else {
      ended("connection closed before the answer was complete");
    }
    closed.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
    ended(Causes.connection(cause));
  }

  /** The other side has ended the connection. */
  private void ended(String reason) {
    if (!gone && mayBeSentAgain()) {
      lane.countSentAgain();
      goOnElsewhere(call, hops);
    } else {
      broken(reason);
    }
  }

  /**
   * A server that ends a connection because it is idle may do so while a request is on its way.
   * Such a request is sent once more (RFC 9112, section 9.3.1), but only where it cannot have been
   * anything else: a connection in use that ends is what the target does to its callers.
   */
  private boolean mayBeSentAgain() {
    return exchange != null
        && hops == 0
        && exchange.startNanos() - freeSinceNanos >= REST_NANOS
        && !exchange.answering()
        && call.idempotent();
  }

  private void broken(String reason) {
    if (gone) {
      return;
    }
    if (exchange != null) {
      fail(OutcomeKind.PROTOCOL_ERROR, reason);
    } else {
      discard();
      lane.remove(this);
    }
  }

  private void fail(OutcomeKind kind, String reason) {
    Exchange failed = exchange;
    int seen = parser.status();
    exchange = null;
    discard();
    lane.lost(this);
    failed.failed(kind, reason, seen, lane.clock().nanos());
  }

  /** Nobody needs it any more, and it carries nothing. */
  void closeFree() {
    if (!gone) {
      discard();
      lane.remove(this);
    }
  }

  private void discard() {
    gone = true;
    if (context != null) {
      close();
    } else if (connecting != null) {
      connecting.dispose();
    }
  }

  private void close() {
    ChannelFuture unused = context.close();
  }
}
