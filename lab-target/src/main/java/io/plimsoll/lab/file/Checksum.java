package io.plimsoll.lab.file;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Counts and sums bytes that pass. Not thread-safe. */
final class Checksum {
  private final CRC32 crc = new CRC32();
  private long size;

  /** Takes {@code length} bytes from {@code index} on; reads past nothing. */
  void add(ByteBuf bytes, int index, int length) {
    for (ByteBuffer part : bytes.nioBuffers(index, length)) {
      crc.update(part);
    }
    size += length;
  }

  void add(byte[] bytes, int length) {
    crc.update(bytes, 0, length);
    size += length;
  }

  long size() {
    return size;
  }

  String hex() {
    String digits = Long.toHexString(crc.getValue());
    return "0".repeat(8 - digits.length()) + digits;
  }
}
