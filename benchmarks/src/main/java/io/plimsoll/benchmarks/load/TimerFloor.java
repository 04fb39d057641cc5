package io.plimsoll.benchmarks.load;

import io.plimsoll.benchmarks.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What the machine itself allows: a thread that does nothing else sleeps until each due time, with
 * the same timer slack as an event loop, and tells how late it woke. {@code RATE SECONDS}.
 */
public final class TimerFloor {
  private static final List<Double> QUANTILES = List.of(0.5, 0.99, 1.0);

  private TimerFloor() {}

  public static void main(String[] args) {
    long everyNanos = 1_000_000_000L / Long.parseLong(args[0]);
    shortenSlack();
    wake(everyNanos, new long[(int) (1_000_000_000L / everyNanos)]); // until it is compiled
    long[] late = new long[Math.toIntExact(Long.parseLong(args[1]) * 1_000_000_000L / everyNanos)];
    wake(everyNanos, late);
    Arrays.sort(late);
    for (double each : QUANTILES) {
      ChildJvm.say("floor-" + each, LatenessSink.quantile(late, each) / 1e3);
    }
    System.exit(0);
  }

  private static void wake(long everyNanos, long[] late) {
    long due = System.nanoTime() + 10_000_000L;
    for (int i = 0; i < late.length; i++) {
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      late[i] = System.nanoTime() - due;
      due += everyNanos;
    }
  }

  private static void shortenSlack() {
    try {
      Files.writeString(Path.of("/proc/thread-self/timerslack_ns"), "1");
    } catch (IOException usual) {
      System.err.println("timers keep the kernel's default slack: " + usual);
    }
  }
}
