package io.plimsoll.schemas.outcome;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A growing buffer that is written in Avro's binary encoding, reused from record to record. For one
 * thread.
 */
final class AvroBuffer {
  private static final int LONGEST_VARINT = 10;
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final BiConsumer<String, String> putEntry = this::putEntry; // made once, not per record
  private byte[] bytes = new byte[512];
  private int length;

  /** Starts over, leaving room for a header of this many bytes. */
  void reset(int headerBytes) {
    length = headerBytes;
  }

  byte[] raw() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Bytes that are encoded already. */
  void putRaw(byte[] source, int from, int to) {
    reserve(to - from);
    System.arraycopy(source, from, bytes, length, to - from);
    length += to - from;
  }

  byte[] copy() {
    return copyFrom(0);
  }

  byte[] copyFrom(int start) {
    return Arrays.copyOfRange(bytes, start, length);
  }

  /** Avro int and long: zig-zag, then seven bits to a byte. */
  void putLong(long value) {
    reserve(LONGEST_VARINT);
    long zigZag = (value << 1) ^ (value >> 63);
    if (zigZag >>> 7 == 0) {
      bytes[length++] = (byte) zigZag;
    } else if (zigZag >>> 56 == 0) {
      putUpToEight(zigZag);
    } else {
      putLongest(zigZag);
    }
  }

  /** All bytes at once: times are eight long, and there are three to an outcome. */
  private void putUpToEight(long zigZag) {
    int count = (70 - Long.numberOfLeadingZeros(zigZag)) / 7;
    long x = (zigZag & 0x0FFFFFFFL) | ((zigZag & 0x00FFFFFF_F0000000L) << 4);
    x = (x & 0x00003FFF_00003FFFL) | ((x & 0x0FFFC000_0FFFC000L) << 2);
    x = (x & 0x007F007F_007F007FL) | ((x & 0x3F803F80_3F803F80L) << 1);
    long more = 0x80808080_80808080L >>> (8 * (9 - count));
    EIGHT.set(bytes, length, x | more);
    length += count;
  }

  private void putLongest(long zigZag) {
    long rest = zigZag;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  void putBytes(byte[] value) {
    putLong(value.length);
    reserve(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
  }

  /** Without garbage for ASCII, which names are. */
  void putString(String value) {
    int n = value.length();
    for (int i = 0; i < n; i++) {
      if (value.charAt(i) > 0x7F) {
        putBytes(value.getBytes(StandardCharsets.UTF_8));
        return;
      }
    }
    putLong(n);
    reserve(n);
    for (int i = 0; i < n; i++) {
      bytes[length + i] = (byte) value.charAt(i);
    }
    length += n;
  }

  /** Avro map of strings, in one block. */
  void putMap(Map<String, String> map) {
    if (!map.isEmpty()) {
      putLong(map.size());
      map.forEach(putEntry);
    }
    putLong(0);
  }

  private void putEntry(String key, String value) {
    putString(key);
    putString(value);
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
