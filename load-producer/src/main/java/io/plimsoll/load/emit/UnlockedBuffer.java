package io.plimsoll.load.emit;

import java.io.IOException;
import java.io.OutputStream;

/** Gathers small pieces for a stream that wants large ones. For one thread at a time. */
final class UnlockedBuffer extends OutputStream {
  /** Not less than that of the stream behind it, which then copies nothing. */
  private static final int SIZE = 16 * 1024;

  private final OutputStream out;
  private final byte[] buffer = new byte[SIZE];
  private int filled;

  UnlockedBuffer(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int value) throws IOException {
    if (filled == SIZE) {
      drain();
    }
    buffer[filled++] = (byte) value;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    int left = length;
    while (left > 0) {
      if (filled == SIZE) {
        drain();
      }
      int part = Math.min(left, SIZE - filled);
      System.arraycopy(bytes, from, buffer, filled, part);
      filled += part;
      from += part;
      left -= part;
    }
  }

  private void drain() throws IOException {
    out.write(buffer, 0, filled);
    filled = 0;
  }

  @Override
  public void flush() throws IOException {
    drain();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    try (out) {
      drain();
    }
  }
}
