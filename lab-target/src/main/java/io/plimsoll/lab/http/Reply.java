package io.plimsoll.lab.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.reactivestreams.Publisher;

/** What a route answers: a status and a body that is either at hand or streamed. Immutable. */
public final class Reply {
  private static final String JSON = "application/json";

  private final int status;
  private final String contentType;
  private final long contentLength;
  private final Publisher<ByteBuf> body;
  private final ByteBuf bytes;

  private Reply(
      int status, String contentType, long contentLength, Publisher<ByteBuf> body, ByteBuf bytes) {
    this.status = status;
    this.contentType = contentType;
    this.contentLength = contentLength;
    this.body = body;
    this.bytes = bytes;
  }

  /** A JSON body written from {@code value}. */
  public static Reply json(int status, Object value) {
    return bytes(status, JSON, Json.write(value));
  }

  /** A body that is at hand; the array belongs to the reply from now on. */
  public static Reply bytes(int status, String contentType, byte[] body) {
    return new Reply(status, contentType, body.length, null, Unpooled.wrappedBuffer(body));
  }

  /** A text body in UTF-8. */
  public static Reply text(int status, String contentType, String body) {
    return bytes(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  /** A status without a body. */
  public static Reply empty(int status) {
    return new Reply(status, "", 0, null, Unpooled.EMPTY_BUFFER);
  }

  /** A body of known length that is produced while it is sent. */
  public static Reply stream(
      int status, String contentType, long contentLength, Publisher<ByteBuf> body) {
    return new Reply(status, contentType, contentLength, body, Unpooled.EMPTY_BUFFER);
  }

  /** An error in the one form all routes use. */
  public static Reply problem(int status, String code, String message) {
    return json(status, new Problem(new Problem.Detail(code, message)));
  }

  /** The HTTP status code. */
  public int status() {
    return status;
  }

  String contentType() {
    return contentType;
  }

  long contentLength() {
    return contentLength;
  }

  boolean isStreamed() {
    return body != null;
  }

  Publisher<ByteBuf> body() {
    return body;
  }

  ByteBuf bytes() {
    return bytes.duplicate();
  }

  /** The JSON form of an error. */
  record Problem(Detail error) {
    record Detail(String code, String message) {}
  }
}
