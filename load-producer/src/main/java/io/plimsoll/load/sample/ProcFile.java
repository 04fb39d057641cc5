package io.plimsoll.load.sample;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A small file of the kernel, of one record, that is read again and again: it stays open, and each
 * reading begins at its start, which costs two system calls instead of five. The file of a process
 * that has ended stays that process's, even when its id is given to another. For one thread.
 */
public final class ProcFile implements AutoCloseable {
  private final Path path;
  private RandomAccessFile open;
  private byte[] buffer = new byte[2048];

  public ProcFile(Path path) {
    this.path = path;
  }

  /** The whole text; empty when it is not there, may not be read, or its process has ended. */
  public Optional<String> read() {
    try {
      if (open == null) {
        open = new RandomAccessFile(path.toFile(), "r");
      } else {
        open.seek(0);
      }
      int length = filled(); // may take a larger buffer
      return Optional.of(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
    } catch (IOException absent) {
      close();
      return Optional.empty();
    }
  }

  /** The kernel gives what fits; a file that fills the buffer may have more. */
  private int filled() throws IOException {
    int length = 0;
    int more = open.read(buffer, 0, buffer.length);
    while (more > 0) {
      length += more;
      if (length < buffer.length) {
        return length;
      }
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
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
