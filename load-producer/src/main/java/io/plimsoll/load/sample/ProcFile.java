package io.plimsoll.load.sample;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A small file of the kernel that is read again and again: it stays open, and each reading begins
 * at its start, which costs two system calls instead of five. The file of a process that has ended
 * stays that process's, even when its id is given to another. For one thread.
 */
public final class ProcFile implements AutoCloseable {
  private static final int LEAST_ROOM = 512;

  private final Path path;
  private final boolean list;
  private RandomAccessFile open;
  private byte[] buffer = new byte[2048];

  /** A file of one record, which the kernel gives whole. */
  public ProcFile(Path path) {
    this(path, false);
  }

  private ProcFile(Path path, boolean list) {
    this.path = path;
    this.list = list;
  }

  /** A file of many records, of which the kernel gives some at a time. */
  public static ProcFile list(Path path) {
    return new ProcFile(path, true);
  }

  /** The whole text; empty when it is not there, may not be read, or its process has ended. */
  public Optional<String> read() {
    OptionalInt length = fill();
    return length.isEmpty()
        ? Optional.empty()
        : Optional.of(new String(buffer, 0, length.getAsInt(), StandardCharsets.ISO_8859_1));
  }

  /** Reads into {@link #buffer()}: how many bytes; empty as of {@link #read()}. */
  OptionalInt fill() {
    try {
      if (open == null) {
        open = new RandomAccessFile(path.toFile(), "r");
      } else {
        open.seek(0);
      }
      return OptionalInt.of(filled());
    } catch (IOException absent) {
      close();
      return OptionalInt.empty();
    }
  }

  /** What was read last; another one when that needed more room. */
  byte[] buffer() {
    return buffer;
  }

  /** The kernel gives what fits; a file that fills the buffer may have more. */
  private int filled() throws IOException {
    int length = 0;
    int more = open.read(buffer, 0, buffer.length);
    while (more > 0) {
      length += more;
      if (length < buffer.length && !list) {
        return length;
      }
      if (buffer.length - length < LEAST_ROOM) {
        buffer = Arrays.copyOf(buffer, 2 * buffer.length);
      }
      more = open.read(buffer, length, buffer.length - length);
    }
    return length;
  }

  @Override
  public void close() {
    RandomAccessFile closing = open;
    open = null;
    try {
      if (closing != null) {
        closing.close();
      }
    } catch (IOException nothingToLose) {
      open = null; // it was only read from
    }
  }
}
