package io.plimsoll.load.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.plimsoll.load.engine.CookieJar;
import io.plimsoll.load.engine.Exchange;
import io.plimsoll.schemas.OutcomeKind;
import java.util.Optional;
import reactor.core.Disposable;

/** One connection and the exchange it carries. On its event loop only. */
final class HttpConnection extends ChannelInboundHandlerAdapter {
  private final HttpLane lane;
  private int index;
  private ChannelHandlerContext context;
  private Disposable connecting;
  private boolean gone;

  private Exchange exchange; // null while free
  private PreparedCall call;
  private Upload upload; // null unless a body is being streamed
  private long deadlineNanos;
  private int hops;
  private int status;
  private boolean interim;
  private boolean keepAlive;
  private HttpHeaders headers; // of the answer
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

  boolean usable() {
    return !gone && context != null && context.channel().isActive();
  }

  boolean abandoned() {
    return gone;
  }

  /** Connects for this exchange, which begins now. */
  void open(Connector connector, Exchange first) {
    take(first);
    connecting = connector.connect(this);
  }

  /** Connects for an exchange that has been led on by a redirect. */
  void goOn(Connector connector, Exchange led, PreparedCall next, int hopsSoFar, long deadline) {
    exchange = led;
    call = next;
    hops = hopsSoFar;
    deadlineNanos = deadline;
    connecting = connector.connect(this);
  }

  void connected() {
    if (hops == 0) {
      exchange.connected(lane.clock().nanos());
    }
    write();
  }

  boolean expectsNoBody() {
    return call != null && call.expectsNoBody();
  }

  void connectFailed(Throwable cause) {
    if (!gone) {
      fail(OutcomeKind.CONNECT_FAILED, Causes.connect(cause));
    }
  }

  /** Sends over the open connection. */
  void send(Exchange next) {
    take(next);
    write();
  }

  private void take(Exchange next) {
    exchange = next;
    call = (PreparedCall) next.call().bind(next.session());
    hops = 0;
    long now = lane.clock().nanos();
    deadlineNanos = now + call.timeoutNanos();
    next.begin(now);
  }

  private void write() {
    status = 0;
    interim = false;
    keepAlive = false;
    headers = null;
    kept = call.inspection().wantsBody() ? new KeptBody() : null;
    ByteBuf head = head();
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

  private ByteBuf head() {
    CookieJar cookies = exchange.session().cookies();
    if (cookies.isEmpty()) {
      return call.toWrite();
    }
    String header = cookies.header(call.request().barePath());
    return header.isEmpty() ? call.toWrite() : call.toWrite("Cookie", header);
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

  void received(int bytes) {
    if (exchange != null) {
      exchange.received(bytes, lane.clock().nanos());
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void channelRead(ChannelHandlerContext reading, Object message) {
    try {
      if (message instanceof HttpObject part) {
        read(part);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(HttpObject part) {
    if (gone) {
      return;
    }
    if (part.decoderResult().isFailure()) {
      broken(Causes.malformed(part.decoderResult().cause()));
      return;
    }
    if (exchange == null) {
      broken("bytes nobody asked for");
      return;
    }
    if (part instanceof HttpResponse head) {
      interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
      status = head.status().code();
      keepAlive = HttpUtil.isKeepAlive(head);
      headers = head.headers();
    }
    if (kept != null && part instanceof HttpContent content && !interim) {
      kept.add(content.content());
    }
    if (part instanceof HttpContent && part instanceof LastHttpContent && !interim) {
      answered();
    }
  }

  private void answered() {
    long now = lane.clock().nanos();
    boolean reusable =
        keepAlive && context.channel().isActive() && (upload == null || upload.finished());
    takeCookies();
    String location = Redirects.location(call, status, headers);
    if (location != null) {
      redirect(location, reusable, now);
    } else {
      complete(reusable, now, null);
    }
  }

  private void takeCookies() {
    CookieJar cookies = exchange.session().cookies();
    if (cookies.keeps() && headers.contains(HttpHeaderNames.SET_COOKIE)) {
      headers
          .getAll(HttpHeaderNames.SET_COOKIE)
          .forEach(each -> cookies.set(each, call.request().barePath()));
    }
  }

  private void redirect(String location, boolean reusable, long now) {
    Optional<PreparedCall> next = lane.encoder().redirected(call, status, location);
    if (next.isEmpty()) {
      complete(reusable, now, "redirected to another server, where this run does not go");
    } else if (hops == Redirects.MOST) {
      complete(reusable, now, "redirected more than " + Redirects.MOST + " times");
    } else if (reusable) {
      hops++;
      call = next.get();
      write();
    } else {
      gone = true;
      Exchange led = exchange;
      exchange = null;
      lane.replace(this, led, next.get(), hops + 1, deadlineNanos);
      close();
    }
  }

  /**
   * @param wrong what is wrong in spite of the answer, or null
   */
  private void complete(boolean reusable, long now, String wrong) {
    Exchange done = exchange;
    int answeredStatus = status;
    String problem = wrong == null && kept != null ? kept.problem() : wrong;
    boolean looked = problem == null && call.inspection().wantsAnswer();
    HttpAnswer answer =
        looked ? new HttpAnswer(status, headers, kept == null ? new byte[0] : kept.bytes()) : null;
    exchange = null;
    // First the next in line gets the connection, then the one that is done may ask again.
    if (reusable) {
      lane.released(this);
    } else {
      gone = true;
      lane.lost(this);
      close();
    }
    if (problem != null) {
      done.failed(OutcomeKind.CHECK_FAILED, problem, answeredStatus, now);
    } else if (looked) {
      done.answered(answer, now);
    } else {
      done.answered(answeredStatus, now);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext closed) {
    broken("connection closed before the answer was complete");
    closed.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
    broken(Causes.connection(cause));
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
    exchange = null;
    discard();
    lane.lost(this);
    failed.failed(kind, reason, status, lane.clock().nanos());
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
