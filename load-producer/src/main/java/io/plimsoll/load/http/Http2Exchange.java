package io.plimsoll.load.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.plimsoll.load.engine.CookieJar;
import io.plimsoll.load.engine.Exchange;
import io.plimsoll.schemas.OutcomeKind;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClientResponse;

/** One HTTP/2 request and where its redirects lead, up to its outcome. On its event loop only. */
final class Http2Exchange {
  private final Http2Lane lane;
  private final Exchange exchange;
  private PreparedCall call;
  private ScheduledFuture<?> timeout;
  private Disposable running;
  private KeptBody kept; // null unless the answer's body is looked into
  private int status;
  private HttpHeaders headers = EmptyHttpHeaders.INSTANCE;
  private Channel stream; // null until there is one
  private int hops;
  private boolean over;

  Http2Exchange(Http2Lane lane, Exchange exchange) {
    this.lane = lane;
    this.exchange = exchange;
  }

  void begin() {
    call = (PreparedCall) exchange.call().bind(exchange.session());
    exchange.begin(lane.clock().nanos());
    timeout =
        lane.loop()
            .schedule(
                () -> timeOut("no complete answer in time"),
                call.timeoutNanos(),
                TimeUnit.NANOSECONDS);
    request();
  }

  private void request() {
    kept = call.inspection().wantsBody() ? new KeptBody() : null;
    status = 0;
    Request request = call.request();
    running =
        lane.client()
            .headers(this::headers)
            .doOnRequest((asked, connection) -> opened(connection.channel()))
            .request(HttpMethod.valueOf(request.method().name()))
            .uri(request.path())
            .send(body(request.payload()))
            .response(this::head)
            .subscribe(nothing -> {}, this::failed, this::complete);
  }

  private void opened(Channel opened) {
    stream = opened;
    Http2Meter meter = Http2Meter.of(opened);
    if (meter != null && meter.first() && hops == 0 && !over) {
      exchange.connected(lane.clock().nanos());
    }
  }

  /** Frames of the request and its answer, as far as they came. */
  private void countFrames() {
    Http2Meter meter = stream == null ? null : Http2Meter.of(stream);
    if (meter != null) {
      exchange.sent(meter.takeSent(stream));
      exchange.countReceived(meter.takeReceived(stream));
      stream = null;
    }
  }

  private void headers(HttpHeaders to) {
    call.request().headers().forEach(to::set);
    long length = call.request().payload().length();
    if (length > 0 || call.request().method().takesBody()) {
      to.set(HttpHeaderNames.CONTENT_LENGTH, length);
    }
    CookieJar cookies = exchange.session().cookies();
    String own = call.request().ownCookies();
    String cookie = cookies.isEmpty() ? own : cookies.header(own, call.request().barePath());
    if (!cookie.isEmpty()) {
      to.set(HttpHeaderNames.COOKIE, cookie);
    }
  }

  /** Made as the connection takes it: never more than a sip of it is on the way. */
  private Publisher<ByteBuf> body(Payload payload) {
    if (payload.length() == 0) {
      return Mono.empty();
    }
    return Flux.generate(
        () -> new Upload(payload),
        (upload, sink) -> {
          if (upload.finished()) {
            sink.complete();
          } else {
            sink.next(upload.next());
          }
          return upload;
        });
  }

  private Publisher<Void> head(HttpClientResponse response, ByteBufFlux content) {
    status = response.status().code();
    headers = response.responseHeaders();
    exchange.received(0, lane.clock().nanos());
    return content.doOnNext(this::bytes).then();
  }

  private void bytes(ByteBuf bytes) {
    if (!over && kept != null) {
      kept.add(bytes, bytes.readableBytes());
    }
  }

  private void complete() {
    if (over) {
      return;
    }
    CookieJar cookies = exchange.session().cookies();
    if (cookies.keeps()) {
      headers
          .getAll(HttpHeaderNames.SET_COOKIE)
          .forEach(each -> cookies.set(each, call.request().barePath()));
    }
    countFrames();
    String location = Redirects.location(call, status, headers);
    if (location == null) {
      answered(null);
      return;
    }
    Optional<PreparedCall> next = lane.encoder().redirected(call, status, location);
    if (next.isEmpty()) {
      answered("redirected to another server, where this run does not go");
    } else if (hops == Redirects.MOST) {
      answered("redirected more than " + Redirects.MOST + " times");
    } else {
      hops++;
      call = next.get();
      request();
    }
  }

  /**
   * @param wrong what is wrong in spite of the answer, or null
   */
  private void answered(String wrong) {
    long now = lane.clock().nanos();
    end();
    String problem = wrong == null && kept != null ? kept.problem() : wrong;
    if (problem != null) {
      exchange.failed(OutcomeKind.CHECK_FAILED, problem, status, now);
    } else if (call.inspection().wantsAnswer()) {
      byte[] body = kept == null ? new byte[0] : kept.bytes();
      exchange.answered(new HttpAnswer(status, headers, body), now);
    } else {
      exchange.answered(status, now);
    }
  }

  private void failed(Throwable cause) {
    if (over) {
      return;
    }
    end();
    countFrames();
    boolean connecting = status == 0 && Causes.beforeTheRequest(cause);
    exchange.failed(
        connecting ? OutcomeKind.CONNECT_FAILED : OutcomeKind.PROTOCOL_ERROR,
        connecting ? Causes.connect(cause) : Causes.connection(cause),
        status,
        lane.clock().nanos());
  }

  void timeOut(String reason) {
    if (!over) {
      end();
      countFrames();
      running.dispose();
      exchange.failed(OutcomeKind.TIMEOUT, reason, status, lane.clock().nanos());
    }
  }

  private void end() {
    over = true;
    timeout.cancel(false);
    lane.ended(this);
  }
}
