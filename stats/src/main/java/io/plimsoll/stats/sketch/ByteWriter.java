package io.plimsoll.stats.sketch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A growing buffer of unsigned variable-length numbers and raw bytes, reused from use to use. For
 * one thread.
 */
public final class ByteWriter {
  private static final int LONGEST_VARINT = 10;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;
  private int length;

  public ByteWriter(int initialCapacity) {
    bytes = new byte[Math.max(16, initialCapacity)];
  }

  public void reset() {
    length = 0;
  }

  public int length() {
    return length;
  }

  public byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  /** Seven bits to a byte, lowest first; 1 byte below 128, 10 bytes for a negative number. */
  public void putVarint(long value) {
    reserve(LONGEST_VARINT);
    byte[] target = bytes;
    int at = length;
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      target[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    target[at++] = (byte) rest;
    length = at;
  }

  /** A number of either sign that is mostly near 0: zig-zag, as in Avro and Protocol Buffers. */
  public void putSigned(long value) {
    putVarint(value << 1 ^ value >> 63);
  }

  /** Eight bytes, for numbers that are mostly large, such as hashes. */
  public void putLong(long value) {
    reserve(Long.BYTES);
    LONGS.set(bytes, length, value);
    length += Long.BYTES;
  }

  public void putBytes(byte[] source, int offset, int count) {
    reserve(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  /** All that the other holds. */
  public void putAll(ByteWriter other) {
    putBytes(other.bytes, 0, other.length);
  }

  /** A single byte, such as an ASCII character. */
  public void putByte(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  /**
   * A number of 0 or more in decimal digits.
   *
   * @throws IllegalArgumentException when it is negative
   */
  public void putDecimal(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("expected a number of 0 or more, found " + value);
    }
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    reserve(digits);
    long rest = value;
    for (int at = length + digits - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  /**
   * For loops that write byte after byte: the array that takes what comes, with room for so many
   * bytes from {@link #length} on. What was written there counts with {@link #wroteTo}.
   */
  byte[] room(int most) {
    reserve(most);
    return bytes;
  }

  /** Everything before this index of the array is written. */
  void wroteTo(int end) {
    length = end;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
