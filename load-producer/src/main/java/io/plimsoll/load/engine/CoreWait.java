package io.plimsoll.load.engine;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.function.LongSupplier;

/**
 * How long the thread that made this has waited for a core while it could have run, by Linux's
 * scheduler (the second number of {@code /proc/thread-self/schedstat}). The file stays open, since
 * opening it takes longer than reading it. For that thread.
 */
final class CoreWait implements LongSupplier, AutoCloseable {
  private static final String FILE = "/proc/thread-self/schedstat";
  private static final long UNKNOWN = -1;

  private final byte[] bytes = new byte[80];
  private RandomAccessFile file; // null where there is none

  /** Opens the entry of the calling thread. */
  static CoreWait ofThisThread() {
    CoreWait wait = new CoreWait();
    try {
      wait.file = new RandomAccessFile(FILE, "r");
    } catch (IOException | SecurityException notLinux) {
      wait.file = null;
    }
    return wait;
  }

  /** Nanoseconds; negative where the system does not tell. */
  @Override
  public long getAsLong() {
    if (file == null) {
      return UNKNOWN;
    }
    try {
      file.seek(0);
      return second(bytes, file.read(bytes));
    } catch (IOException unreadable) {
      close();
      return UNKNOWN;
    }
  }

  /** The second of the numbers that blanks part. */
  static long second(byte[] text, int length) {
    int at = 0;
    while (at < length && text[at] != ' ') {
      at++;
    }
    long number = 0;
    int digits = 0;
    for (at++; at < length && text[at] >= '0' && text[at] <= '9'; at++) {
      number = number * 10 + text[at] - '0';
      digits++;
    }
    return digits == 0 ? UNKNOWN : number;
  }

  @Override
  public void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException alreadyGone) {
      // Nothing was written to it.
    }
    file = null;
  }
}
