package io.plimsoll.stats.sketch;

/**
 * Reads what {@link ByteWriter} wrote. For one thread.
 *
 * <p>Every method throws {@link IllegalArgumentException} when the bytes end too early.
 */
public final class ByteReader {
  private byte[] bytes;
  private int at;
  private int end;

  public ByteReader(byte[] bytes) {
    wrap(bytes);
  }

  /** Starts over with other bytes. */
  public void wrap(byte[] source) {
    bytes = source;
    at = 0;
    end = source.length;
  }

  public boolean hasMore() {
    return at < end;
  }

  public int position() {
    return at;
  }

  public byte[] source() {
    return bytes;
  }

  /** Most numbers are small: one byte, read without a loop. */
  public long varint() {
    int position = at;
    if (position < end) {
      byte first = bytes[position];
      if (first >= 0) {
        at = position + 1;
        return first;
      }
    }
    return longVarint();
  }

  private long longVarint() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      byte next = next();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number of more than 10 bytes before position " + at);
  }

  /** What {@link ByteWriter#putSigned} wrote. */
  public long signed() {
    long value = varint();
    return value >>> 1 ^ -(value & 1);
  }

  public long readLong() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      value |= (next() & 0xffL) << shift;
    }
    return value;
  }

  /** Steps over this many bytes and returns where they began. */
  public int skip(int count) {
    if (count < 0 || count > end - at) {
      throw new IllegalArgumentException(
          count + " bytes wanted at " + at + " where " + (end - at) + " are left");
    }
    int start = at;
    at += count;
    return start;
  }

  private byte next() {
    if (at >= end) {
      throw new IllegalArgumentException("the bytes end at " + end);
    }
    return bytes[at++];
  }
}
