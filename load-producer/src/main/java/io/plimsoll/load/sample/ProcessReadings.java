package io.plimsoll.load.sample;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads this process: CPU, memory, the CPU of its event loops. For one thread. */
final class ProcessReadings {
  private static final byte[] RESIDENT = ProcWords.bytes("VmRSS:");

  private final ProcWords status = ProcWords.ofRecord(Path.of("/proc/self/status"));
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final List<Long> loopThreads;
  private final long[] loopCpuNanos;
  private long processCpuNanos;
  private long atNanos;
  private double processCpu;
  private double busiestLoopCpu;

  ProcessReadings(List<Long> loopThreads, long nowNanos) {
    this.loopThreads = List.copyOf(loopThreads);
    this.loopCpuNanos = new long[loopThreads.size()];
    this.atNanos = nowNanos;
    update(nowNanos);
  }

  /** Measures since the last call. */
  void update(long nowNanos) {
    double elapsed = Math.max(1, nowNanos - atNanos);
    long process = system.getProcessCpuTime();
    processCpu = (double) (process - processCpuNanos) / elapsed;
    processCpuNanos = process;
    busiestLoopCpu = 0;
    for (int i = 0; i < loopCpuNanos.length; i++) {
      long used = Math.max(0, threads.getThreadCpuTime(loopThreads.get(i)));
      busiestLoopCpu = Math.max(busiestLoopCpu, (double) (used - loopCpuNanos[i]) / elapsed);
      loopCpuNanos[i] = used;
    }
    atNanos = nowNanos;
  }

  /** Cores in use. */
  double processCpu() {
    return processCpu;
  }

  /** Share of a core. */
  double busiestLoopCpu() {
    return busiestLoopCpu;
  }

  long heapUsedBytes() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Resident memory; empty where the system has no /proc. */
  OptionalLong residentBytes() {
    OptionalDouble kibibytes = status.read() ? status.numberAt(RESIDENT) : OptionalDouble.empty();
    return kibibytes.isPresent()
        ? OptionalLong.of((long) (kibibytes.getAsDouble() * 1024))
        : OptionalLong.empty();
  }
}
