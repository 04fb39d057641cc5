package io.plimsoll.load.http;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A body that is kept to be looked into, up to a length. For one thread. */
final class KeptBody {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private boolean tooLong;

  /** Copies the next bytes, which stay unread. */
  void add(ByteBuf from, int length) {
    if (tooLong || bytes.size() + length > HttpAnswer.MOST_BYTES) {
      tooLong = true;
      bytes.reset();
      return;
    }
    try {
      from.getBytes(from.readerIndex(), bytes, length);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  /** Why it cannot be looked into, or null. */
  String problem() {
    return tooLong ? "the answer is too long to look into: over 16 MB" : null;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
