package io.plimsoll.load.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.plimsoll.load.engine.Call;
import io.plimsoll.load.engine.Inspection;
import io.plimsoll.load.scenario.Expect;
import io.plimsoll.load.scenario.HttpStep;
import java.nio.charset.StandardCharsets;

/**
 * A request as it goes over the wire.
 *
 * @param wire head, and body unless that is streamed; shared by all connections, each of which
 *     writes a duplicate
 * @param headLength up to the empty line that ends the head
 * @param request what was laid out
 * @param followRedirects whether its answer may lead on
 */
record PreparedCall(
    ByteBuf wire,
    int headLength,
    Request request,
    Expect expect,
    Inspection inspection,
    long timeoutNanos,
    boolean followRedirects)
    implements Call {

  /** The same bytes with indices of its own. */
  ByteBuf toWrite() {
    return wire.duplicate();
  }

  /** The same with these cookies behind those of its own, whose header is the last in the head. */
  ByteBuf toWrite(String cookies) {
    boolean alone = request.ownCookies().isEmpty();
    String more = (alone ? Request.COOKIE + ": " : "; ") + cookies + "\r\n";
    int kept = alone ? headLength : headLength - "\r\n".length();
    int start = wire.readerIndex();
    return Unpooled.wrappedBuffer(
        wire.slice(start, kept),
        // Byte by byte as they came: so headers are read, too.
        Unpooled.wrappedBuffer(more.getBytes(StandardCharsets.ISO_8859_1)),
        wire.slice(start + headLength, wire.readableBytes() - headLength));
  }

  /** Whether a buffer of {@link #toWrite()} can be written again after it has been written. */
  boolean reusable() {
    return wire.isDirect();
  }

  boolean answersHead() {
    return request.method() == HttpStep.Method.HEAD;
  }

  /** Whether the target is the same after the request, be it sent once or twice. */
  boolean idempotent() {
    return request.method().idempotent();
  }
}
