package io.plimsoll.load.http;

import io.netty.buffer.ByteBuf;

/** Goes through a payload in sips. For one thread. */
final class Upload {
  private static final int SIP_BYTES = 64 * 1024;

  private final Payload payload;
  private int piece;
  private long done;

  Upload(Payload payload) {
    this.payload = payload;
    skipEmpty();
  }

  boolean finished() {
    return piece == payload.pieces().size();
  }

  /** The next bytes, shared and not copied. */
  ByteBuf next() {
    Payload.Piece from = payload.pieces().get(piece);
    int size = from.source().readableBytes();
    int at = (int) ((from.offset() + done) % size);
    int length = (int) Math.min(Math.min(SIP_BYTES, size - at), from.length() - done);
    done += length;
    if (done == from.length()) {
      piece++;
      done = 0;
      skipEmpty();
    }
    return from.source().slice(from.source().readerIndex() + at, length);
  }

  private void skipEmpty() {
    while (piece < payload.pieces().size() && payload.pieces().get(piece).length() == 0) {
      piece++;
    }
  }
}
