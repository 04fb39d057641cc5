package io.plimsoll.load.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Linux to wake a thread when its time has come. By default the kernel may let a waiting
 * thread sleep 50 µs longer, to wake several at once; a schedule of arrivals would be that late.
 * Java cannot call prctl, but a thread may write its own entry under /proc (since Linux 4.6).
 */
final class TimerSlack {
  private static final Logger LOG = LoggerFactory.getLogger(TimerSlack.class);
  private static final Path SELF = Path.of("/proc/thread-self");

  private TimerSlack() {}

  /** For the calling thread. Where that cannot be, its timers stay as late as they were. */
  static void shorten() {
    try {
      // The link leads to PID/task/TID, but the entry is only to be found by TID.
      Path thread = Files.readSymbolicLink(SELF).getFileName();
      Files.writeString(Path.of("/proc").resolve(thread).resolve("timerslack_ns"), "1");
    } catch (IOException | UnsupportedOperationException | SecurityException refused) {
      LOG.debug("timers keep their slack, so arrivals may be some 50 µs late", refused);
    }
  }
}
