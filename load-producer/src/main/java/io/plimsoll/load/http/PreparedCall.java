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

  /** The same with one more header. */
  ByteBuf toWrite(String name, String value) {
    byte[] line = (name + ": " + value + "\r\n").getBytes(StandardCharsets.UTF_8);
    int start = wire.readerIndex();
    return Unpooled.wrappedBuffer(
        wire.slice(start, headLength),
        Unpooled.wrappedBuffer(line),
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
