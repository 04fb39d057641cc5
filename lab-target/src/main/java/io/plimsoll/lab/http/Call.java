package io.plimsoll.lab.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/** One HTTP request on its way through the target. Belongs to one event loop. */
public final class Call {
  private static final int MAX_JSON_BYTES = 1 << 20;

  private final HttpServerRequest request;
  private final List<String> pathValues;
  private final EventLoop loop;

  Call(HttpServerRequest request, List<String> pathValues) {
    this.request = request;
    this.pathValues = pathValues;
    AtomicReference<EventLoop> found = new AtomicReference<>();
    request.withConnection(connection -> found.set(connection.channel().eventLoop()));
    this.loop = found.get();
  }

  /** The request's method. */
  public String method() {
    return request.method().name();
  }

  /** The request's path and query as sent. */
  public String uri() {
    return request.uri();
  }

  /** The value of the path's n-th placeholder, from 0. */
  public String pathValue(int index) {
    return pathValues.get(index);
  }

  /** A header's first value. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.requestHeaders().get(name));
  }

  /** A query parameter's first value, decoded. */
  public Optional<String> query(String name) {
    if (request.uri().indexOf('?') < 0) {
      return Optional.empty();
    }
    List<String> values = new QueryStringDecoder(request.uri()).parameters().get(name);
    return values == null ? Optional.empty() : Optional.of(values.get(0));
  }

  /** A whole number from the query, within {@code min} and {@code max}. */
  public int queryInt(String name, int fallback, int min, int max) {
    Optional<String> text = query(name);
    return text.isEmpty() ? fallback : wholeNumber(name, text.get(), min, max);
  }

  /** Reads a whole number of the request; a 400 tells what was expected. */
  public static int wholeNumber(String name, String text, int min, int max) {
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Answered below, together with a number out of range.
    }
    throw HttpProblem.badRequest(
        "invalid_parameter",
        name + " must be a whole number from " + min + " to " + max + ", got '" + text + "'");
  }

  /** The body piece by piece; each piece is released when the subscriber returns. */
  public Flux<ByteBuf> bodyStream() {
    return request.receive();
  }

  /** The whole body, at most 1 MiB (a 413 otherwise). */
  public Mono<byte[]> body() {
    return request
        .receive()
        .collect(ByteArrayOutputStream::new, Call::append)
        .map(ByteArrayOutputStream::toByteArray);
  }

  /** The event loop that serves this request: the timer for its delays. */
  public EventLoop loop() {
    return loop;
  }

  private static void append(ByteArrayOutputStream collected, ByteBuf piece) {
    if (collected.size() + piece.readableBytes() > MAX_JSON_BYTES) {
      throw new HttpProblem(
          413, "body_too_large", "a JSON body may have " + MAX_JSON_BYTES + " bytes");
    }
    byte[] bytes = new byte[piece.readableBytes()];
    piece.readBytes(bytes);
    collected.writeBytes(bytes);
  }
}
