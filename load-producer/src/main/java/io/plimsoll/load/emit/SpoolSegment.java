package io.plimsoll.load.emit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One file of the spool: frames of length, CRC-32C and entry. Written at its end through a buffer
 * and read from its beginning. For one thread.
 */
final class SpoolSegment implements AutoCloseable {
  static final int FRAME_HEAD = 8;
  private static final int BUFFER_BYTES = 256 * 1024;

  private final Path file;
  private final FileChannel channel;
  private ByteBuffer unwritten = ByteBuffer.allocate(4096);
  private ByteBuffer read = ByteBuffer.allocate(0);
  private long written;
  private long readUpTo;

  private SpoolSegment(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.written = channel.size();
  }

  /** Opens the file, which may hold entries of before. */
  static SpoolSegment open(Path file) throws IOException {
    return new SpoolSegment(
        file,
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  /** Bytes of all frames appended. */
  long bytes() {
    return written + unwritten.position();
  }

  void append(SpoolEntry entry) throws IOException {
    int frame = FRAME_HEAD + entry.length();
    if (unwritten.remaining() < frame) {
      flush();
      if (unwritten.capacity() < frame || unwritten.capacity() < BUFFER_BYTES) {
        unwritten = ByteBuffer.allocate(Math.max(BUFFER_BYTES, frame));
      }
    }
    int start = unwritten.position();
    unwritten.position(start + FRAME_HEAD);
    entry.write(unwritten);
    unwritten.putInt(start, entry.length());
    unwritten.putInt(start + 4, crc(unwritten.array(), start + FRAME_HEAD, entry.length()));
  }

  /** Gives everything appended to the operating system: it then outlives this process. */
  void flush() throws IOException {
    unwritten.flip();
    while (unwritten.hasRemaining()) {
      written += channel.write(unwritten, written);
    }
    unwritten.clear();
  }

  /** The next entry; empty at the end, or where the file is torn. */
  Optional<SpoolEntry> next() throws IOException {
    if (unwritten.position() > 0) {
      flush();
    }
    if (!have(FRAME_HEAD)) {
      return Optional.empty();
    }
    int length = read.getInt(read.position());
    int crc = read.getInt(read.position() + 4);
    if (length < 1 || readUpTo + FRAME_HEAD + length > written || !have(FRAME_HEAD + length)) {
      return Optional.empty();
    }
    int start = read.position() + FRAME_HEAD;
    if (crc(read.array(), start, length) != crc) {
      return Optional.empty();
    }
    ByteBuffer entry = ByteBuffer.wrap(read.array(), start, length).slice();
    read.position(start + length);
    readUpTo += FRAME_HEAD + length;
    return Optional.of(SpoolEntry.read(entry));
  }

  private boolean have(int bytes) throws IOException {
    if (read.remaining() >= bytes) {
      return true;
    }
    ByteBuffer more = ByteBuffer.allocate(Math.max(BUFFER_BYTES, bytes));
    long position = readUpTo;
    while (more.hasRemaining() && position < written) {
      int n = channel.read(more, position);
      if (n < 0) {
        break;
      }
      position += n;
    }
    read = more.flip();
    return read.remaining() >= bytes;
  }

  /** Begins to read anew. */
  void rewind() {
    readUpTo = 0;
    read = ByteBuffer.allocate(0);
  }

  /** Cuts off what follows the last entry read: the torn end of a process that was killed. */
  void truncateUnread() throws IOException {
    channel.truncate(readUpTo);
    written = readUpTo;
  }

  void delete() throws IOException {
    close();
    Files.deleteIfExists(file);
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      flush();
      channel.close();
    }
  }

  private static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
