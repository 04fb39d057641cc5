package io.plimsoll.schemas.serde;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Reads Avro's binary encoding from an array, and believes no length that exceeds the bytes left.
 * Avro's own decoder allocates what a length says before it looks, so that one broken record of a
 * few bytes can take gigabytes. For one thread.
 */
final class BoundedDecoder extends Decoder {
  private byte[] bytes = new byte[0];
  private int at;

  void wrap(byte[] source, int offset) {
    bytes = source;
    at = offset;
  }

  boolean isEnd() {
    return at == bytes.length;
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws IOException {
    int value = bytes[advance(1)];
    if (value != 0 && value != 1) {
      throw new AvroRuntimeException("a boolean of " + value);
    }
    return value == 1;
  }

  @Override
  public int readInt() throws IOException {
    long value = readLong();
    if (value != (int) value) {
      throw new AvroRuntimeException(value + " where 32 bits are wanted");
    }
    return (int) value;
  }

  @Override
  public long readLong() throws IOException {
    long raw = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      byte next = bytes[advance(1)];
      raw |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return (raw >>> 1) ^ -(raw & 1);
      }
    }
    throw new AvroRuntimeException("a number of more than 10 bytes before position " + at);
  }

  @Override
  public float readFloat() throws IOException {
    return littleEndian().getFloat(advance(Float.BYTES));
  }

  @Override
  public double readDouble() throws IOException {
    return littleEndian().getDouble(advance(Double.BYTES));
  }

  private ByteBuffer littleEndian() {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    int length = length();
    Utf8 value = (old == null ? new Utf8() : old).setByteLength(length);
    System.arraycopy(bytes, advance(length), value.getBytes(), 0, length);
    return value;
  }

  @Override
  public String readString() throws IOException {
    int length = length();
    return new String(bytes, advance(length), length, StandardCharsets.UTF_8);
  }

  @Override
  public void skipString() throws IOException {
    advance(length());
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    byte[] value = new byte[length()];
    System.arraycopy(bytes, advance(value.length), value, 0, value.length);
    return ByteBuffer.wrap(value);
  }

  @Override
  public void skipBytes() throws IOException {
    advance(length());
  }

  @Override
  public void readFixed(byte[] target, int start, int length) throws IOException {
    System.arraycopy(bytes, advance(length), target, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    advance(length);
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    return items();
  }

  @Override
  public long arrayNext() throws IOException {
    return items();
  }

  @Override
  public long skipArray() throws IOException {
    return skipSizedBlocks();
  }

  @Override
  public long readMapStart() throws IOException {
    return items();
  }

  @Override
  public long mapNext() throws IOException {
    return items();
  }

  @Override
  public long skipMap() throws IOException {
    return skipSizedBlocks();
  }

  @Override
  public int readIndex() throws IOException {
    return readInt();
  }

  /** Items of the next block; each takes a byte at least. */
  private long items() throws IOException {
    long count = readLong();
    if (count < 0) { // a block that tells its size in bytes as well
      count = -count;
      readLong();
    }
    return bounded(count);
  }

  /** Skips blocks that tell their size; returns the items of the first that does not. */
  private long skipSizedBlocks() throws IOException {
    long count = readLong();
    while (count < 0) {
      advance(length());
      count = readLong();
    }
    return bounded(count);
  }

  private int length() throws IOException {
    return bounded(readLong());
  }

  private int bounded(long length) throws EOFException {
    if (length < 0 || length > bytes.length - at) {
      throw new EOFException(
          "a length of " + length + " at " + at + " where " + (bytes.length - at) + " are left");
    }
    return (int) length;
  }

  /** Steps over this many bytes and returns where they began. */
  private int advance(int length) throws EOFException {
    if (length > bytes.length - at) {
      throw new EOFException("the bytes end at " + bytes.length);
    }
    int start = at;
    at += length;
    return start;
  }
}
