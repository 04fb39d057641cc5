package io.plimsoll.benchmarks.pipeline;

import com.sun.management.OperatingSystemMXBean;
import io.plimsoll.benchmarks.process.ChildJvm;
import java.lang.management.ManagementFactory;

/** Wall and CPU time of this process since the first record. For one thread. */
final class Stopwatch {
  private final long begunNanos = System.nanoTime();
  private final long begunCpuNanos = cpuNanos();

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  double seconds() {
    return (System.nanoTime() - begunNanos) / 1e9;
  }

  double cpuSeconds() {
    return (cpuNanos() - begunCpuNanos) / 1e9;
  }

  /** Tells what was reached by now. */
  void tell(long records) {
    double cpu = cpuSeconds();
    ChildJvm.say("rate", records / seconds());
    ChildJvm.say("cpu", cpu);
    ChildJvm.say("records", records);
  }
}
