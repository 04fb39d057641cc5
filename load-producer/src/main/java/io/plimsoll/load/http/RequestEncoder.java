package io.plimsoll.load.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.plimsoll.load.engine.Call;
import io.plimsoll.load.engine.Inspection;
import io.plimsoll.load.scenario.Access;
import io.plimsoll.load.scenario.Body;
import io.plimsoll.load.scenario.Expect;
import io.plimsoll.load.scenario.HttpStep;
import io.plimsoll.load.scenario.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Lays requests out as HTTP/1.1: once for all where a step is the same for every user. */
final class RequestEncoder {
  private static final String USER_AGENT = "plimsoll";

  private final Target target;
  private final Optional<Access.Proxy> proxy;

  RequestEncoder(Target target) {
    this(target, Optional.empty());
  }

  /**
   * @param proxy that requests are handed to: it is told the whole URL, and who we are
   */
  RequestEncoder(Target target, Optional<Access.Proxy> proxy) {
    this.target = target;
    this.proxy = proxy;
  }

  Target target() {
    return target;
  }

  Call prepare(HttpStep step, boolean polled) {
    Inspection inspection = new Inspection(step.expect().checks(), step.extracts(), polled);
    Optional<MultipartForm> multipart =
        step.body() instanceof Body.Multipart body
            ? Optional.of(new MultipartForm(body))
            : Optional.empty();
    TemplateCall template = new TemplateCall(step, inspection, this, multipart);
    if (!template.isConstant()) {
      return template;
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    step.headers().forEach((name, value) -> headers.put(name, value.text()));
    Payload payload =
        step.body() instanceof Body.Text text ? Payload.of(text.text().text()) : Payload.NONE;
    String path = RequestTarget.encoded(target.basePath() + step.path().text());
    PreparedCall once = encode(step, inspection, path, headers, payload);
    return withWire(once, lasting(once.wire()));
  }

  /**
   * @param requestTarget whole path and query, encoded
   */
  PreparedCall encode(
      HttpStep step,
      Inspection inspection,
      String requestTarget,
      Map<String, String> headers,
      Payload payload) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.put("Host", target.hostHeader());
    all.put("User-Agent", USER_AGENT);
    all.put("Accept", "*/*");
    all.putAll(headers);
    Request request = new Request(step.method(), requestTarget, all, payload);
    return encode(
        request, step.expect(), inspection, step.timeout().toNanos(), step.followRedirects());
  }

  private PreparedCall encode(
      Request request, Expect expect, Inspection inspection, long timeoutNanos, boolean follow) {
    StringBuilder text = new StringBuilder(256);
    text.append(request.method()).append(' ');
    text.append(proxy.isPresent() ? "http://" + target.authority() : "");
    text.append(request.path()).append(" HTTP/1.1\r\n");
    proxy
        .flatMap(Proxies::authorization)
        .ifPresent(login -> line(text, "Proxy-Authorization", login));
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (!name.equalsIgnoreCase(Request.COOKIE)) {
                line(text, name, value);
              }
            });
    long length = request.payload().length();
    if (length > 0 || request.method().takesBody()) {
      line(text, "Content-Length", String.valueOf(length));
    }
    if (!request.ownCookies().isEmpty()) {
      line(text, Request.COOKIE, request.ownCookies()); // last: a call puts the user's behind it
    }
    byte[] head = text.toString().getBytes(StandardCharsets.UTF_8);
    int bodyLength = request.payload().streamed() ? 0 : (int) length;
    ByteBuf wire = unreleasable(head.length + 2 + bodyLength);
    wire.writeBytes(head).writeByte('\r').writeByte('\n');
    if (!request.payload().streamed()) {
      for (Upload body = new Upload(request.payload()); !body.finished(); ) {
        wire.writeBytes(body.next());
      }
    }
    return new PreparedCall(wire, head.length, request, expect, inspection, timeoutNanos, follow);
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(": ").append(value).append("\r\n");
  }

  /** May be written in parts, and again, without anybody counting who has released it. */
  private static ByteBuf unreleasable(int length) {
    return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(new byte[length]).clear());
  }

  /** Memory the garbage collector frees: nobody has to release it, and no leak is reported. */
  private static ByteBuf lasting(ByteBuf bytes) {
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.readableBytes());
    direct.put(bytes.nioBuffer()).flip();
    return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(direct));
  }

  private static PreparedCall withWire(PreparedCall call, ByteBuf wire) {
    return new PreparedCall(
        wire,
        call.headLength(),
        call.request(),
        call.expect(),
        call.inspection(),
        call.timeoutNanos(),
        call.followRedirects());
  }

  /** The request a redirect leads to; empty when that is another server's. */
  Optional<PreparedCall> redirected(PreparedCall call, int status, String location) {
    Reference to = Reference.of(location);
    if (!to.isWithin(target)) {
      return Optional.empty();
    }
    Request next = call.request().redirected(status, to.requestTarget(call.request().path()));
    return Optional.of(encode(next, call.expect(), call.inspection(), call.timeoutNanos(), true));
  }
}
