package io.plimsoll.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU time that a process has used so far, all of its threads together. From Linux's /proc, in
 * steps of 10 ms.
 */
record CpuTime(double userSeconds, double systemSeconds) {
  /** USER_HZ, which Linux fixes at 100 for /proc whatever the kernel's own tick is. */
  private static final double TICKS_PER_SECOND = 100;

  static final CpuTime NONE = new CpuTime(0, 0);

  static CpuTime of(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    // The name in parentheses may hold blanks; behind it, fields count from the third on.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return new CpuTime(
        Long.parseLong(fields[11]) / TICKS_PER_SECOND,
        Long.parseLong(fields[12]) / TICKS_PER_SECOND);
  }

  CpuTime minus(CpuTime earlier) {
    return new CpuTime(userSeconds - earlier.userSeconds, systemSeconds - earlier.systemSeconds);
  }

  double seconds() {
    return userSeconds + systemSeconds;
  }
}
