package io.plimsoll.load.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Takes lines out of buffers that are cut anywhere. Lines end with a line feed, a carriage return
 * before it is left out. Bytes are copied once into memory that is reused, since looking at an
 * array is much cheaper than looking at a buffer; nothing else is allocated. For one thread.
 */
final class LineBuffer {
  /** Longest line, in bytes. */
  static final int MOST = 64 * 1024;

  static final int FIRST_SIZE = 512;

  private byte[] bytes = new byte[FIRST_SIZE];
  private int filled;
  private int unread; // index of the first byte behind the last line
  private int searched; // no line feed from unread up to here
  private boolean moved; // what was read before is gone
  private int start;
  private int end;

  /** The bytes {@link #start} and {@link #end} are indices of; until the next call. */
  byte[] bytes() {
    return bytes;
  }

  int start() {
    return start;
  }

  /** Behind the line's last byte. */
  int end() {
    return end;
  }

  boolean emptyLine() {
    return start == end;
  }

  /**
   * Goes to the next line.
   *
   * @return false when it is not complete yet, and the buffer has been taken in
   * @throws MalformedAnswer when it is longer than {@link #MOST}
   */
  boolean next(ByteBuf in) throws MalformedAnswer {
    while (true) {
      int lineFeed = Ascii.lineFeed(bytes, searched, filled);
      if (lineFeed >= 0) {
        start = unread;
        end = lineFeed > start && bytes[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
        unread = lineFeed + 1;
        searched = unread;
        return true;
      }
      searched = filled;
      if (!in.isReadable()) {
        return false;
      }
      take(in);
    }
  }

  /**
   * Goes behind these bytes when it is them that come next, and nothing was read before them.
   *
   * @param known no longer than what a new buffer holds
   */
  boolean skip(byte[] known, int length, ByteBuf in) throws MalformedAnswer {
    if (filled == 0) {
      take(in);
    }
    boolean same =
        unread == 0 && filled >= length && Arrays.equals(bytes, 0, length, known, 0, length);
    if (same) {
      unread = length;
      searched = length;
    }
    return same;
  }

  /**
   * Copies all lines that were read since the buffer was clear.
   *
   * @return how many bytes; 0 when they have been overwritten, or do not fit
   */
  int copyRead(byte[] into) {
    if (moved || unread > into.length) {
      return 0;
    }
    System.arraycopy(bytes, 0, into, 0, unread);
    return unread;
  }

  /** Whether the line that has begun may still begin with this text, or be an empty one. */
  boolean mayBecome(String text) {
    int known = Math.min(filled - unread, text.length());
    for (int i = 0; i < known; i++) {
      if (bytes[unread + i] != text.charAt(i)) {
        return i == 0 && bytes[unread] == '\r';
      }
    }
    return true;
  }

  private void take(ByteBuf in) throws MalformedAnswer {
    makeRoom();
    int more = Math.min(in.readableBytes(), bytes.length - filled);
    in.readBytes(bytes, filled, more);
    filled += more;
  }

  private void makeRoom() throws MalformedAnswer {
    if (unread > 0) {
      System.arraycopy(bytes, unread, bytes, 0, filled - unread);
      filled -= unread;
      searched -= unread;
      unread = 0;
      moved = true;
    }
    if (filled == MOST) {
      throw new MalformedAnswer("a line is longer than 64 KiB");
    }
    if (filled == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
  }

  /** Gives back what lies behind the last line, which is always of the same buffer. */
  void giveBack(ByteBuf in) {
    in.readerIndex(in.readerIndex() - (filled - unread));
    clear();
  }

  void clear() {
    filled = 0;
    unread = 0;
    searched = 0;
    moved = false;
  }
}
