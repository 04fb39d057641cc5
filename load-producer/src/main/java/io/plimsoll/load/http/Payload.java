package io.plimsoll.load.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The body of a request, in pieces that are written one after the other. A piece is never copied:
 * generated and mapped files are written as slices of what all requests share. Immutable.
 *
 * @param streamed whether it is written in sips as the connection takes them
 */
record Payload(List<Piece> pieces, boolean streamed) {
  static final Payload NONE = new Payload(List.of(), false);

  Payload {
    pieces = List.copyOf(pieces);
  }

  /**
   * Bytes that are a buffer's, from an offset on, and over again from its start at its end.
   *
   * @param source never released
   */
  record Piece(ByteBuf source, int offset, long length) {
    static Piece of(byte[] bytes) {
      ByteBuf whole = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes));
      return new Piece(whole, 0, bytes.length);
    }
  }

  static Payload of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Payload(List.of(Piece.of(bytes)), false);
  }

  long length() {
    return pieces.stream().mapToLong(Piece::length).sum();
  }
}
