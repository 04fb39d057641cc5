package io.plimsoll.stats.sketch;

/**
 * Reads what {@link ByteWriter} wrote. For one thread.
 *
 * <p>Every method throws {@link IllegalArgumentException} when the bytes end too early.
 */
public final class ByteReader {
  private static final int LONGEST_VARINT = 10;

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
    for (int shift = 0; shift < 7 * LONGEST_VARINT; shift += 7) {
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

  /** Steps over so many varints. */
  public void skipVarints(int count) {
    byte[] source = bytes;
    int start = at;
    int position = at;
    for (int left = count; left > 0; position++) {
      if (position >= end) {
        throw new IllegalArgumentException("the bytes end at " + end);
      }
      if (source[position] >= 0) {
        requireNumber(start, position);
        left--;
        start = position + 1;
      }
    }
    at = position;
  }

  private static void requireNumber(int first, int last) {
    if (last - first >= LONGEST_VARINT) {
      throw new IllegalArgumentException("a number of more than 10 bytes at " + first);
    }
  }

  /**
   * Goes on reading from there.
   *
   * @param position as told before
   */
  public void seek(int position) {
    if (position < 0 || position > end) {
      throw new IllegalArgumentException(position + " where the bytes end at " + end);
    }
    at = position;
  }

  private byte next() {
    if (at >= end) {
      throw new IllegalArgumentException("the bytes end at " + end);
    }
    return bytes[at++];
  }
}
