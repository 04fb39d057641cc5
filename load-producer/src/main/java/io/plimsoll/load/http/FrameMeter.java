package io.plimsoll.load.http;

import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the bytes of HTTP/2 frames by their stream, in one direction of one connection, however
 * they are cut into buffers (RFC 9113, section 4.1: nine bytes of head, with length and stream).
 * Frames of the connection itself (stream 0) are nobody's. For one thread.
 */
final class FrameMeter {
  private static final int HEAD = 9;

  private final Map<Integer, Long> byStream = new HashMap<>();
  private long skip;
  private long payloadLeft;
  private int headRead;
  private int length;
  private int stream;

  /**
   * @param preface bytes before the first frame
   */
  FrameMeter(int preface) {
    this.skip = preface;
  }

  /** Bytes that go by; the buffer's indices stay. */
  void count(ByteBuf bytes) {
    int at = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (at < end) {
      if (skip > 0) {
        int n = (int) Math.min(skip, end - at);
        skip -= n;
        at += n;
      } else if (payloadLeft > 0) {
        int n = (int) Math.min(payloadLeft, end - at);
        payloadLeft -= n;
        at += n;
      } else {
        head(bytes.getUnsignedByte(at++));
      }
    }
  }

  private void head(int next) {
    if (headRead < 3) {
      length = length << 8 | next;
    } else if (headRead >= 5) {
      stream = stream << 8 | next;
    }
    if (++headRead == HEAD) {
      int id = stream & Integer.MAX_VALUE;
      if (id != 0) {
        byStream.merge(id, (long) HEAD + length, Long::sum);
      }
      payloadLeft = length;
      headRead = 0;
      length = 0;
      stream = 0;
    }
  }

  /** Bytes of this stream's frames so far, the last of them as a whole; they are forgotten. */
  long take(int id) {
    Long bytes = byStream.remove(id);
    return bytes == null ? 0 : bytes;
  }
}
