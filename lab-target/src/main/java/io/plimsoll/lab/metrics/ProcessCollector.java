package io.plimsoll.lab.metrics;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;

/** The process and its JVM: CPU, memory, descriptors, threads, collections. Thread-safe. */
public final class ProcessCollector implements Collector {
  private static final Path STATUS = Path.of("/proc/self/status");

  @Override
  public void collect(Exposition out) {
    system(out);
    residentBytes()
        .ifPresent(
            bytes ->
                out.single(
                    "process_resident_memory_bytes", "gauge", "Resident memory in bytes.", bytes));
    memory(out);
    collections(out);
  }

  private static void system(Exposition out) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      out.single(
          "process_cpu_seconds_total",
          "counter",
          "User and system CPU time in seconds.",
          unix.getProcessCpuTime() / 1e9);
      out.single(
          "process_open_fds", "gauge", "Open file descriptors.", unix.getOpenFileDescriptorCount());
      out.single("process_max_fds", "gauge", "Descriptor limit.", unix.getMaxFileDescriptorCount());
    }
    out.single(
        "process_start_time_seconds",
        "gauge",
        "Start time since the Unix epoch in seconds.",
        ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3);
  }

  private static void memory(Exposition out) {
    var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    out.family("jvm_memory_used_bytes", "gauge", "Used memory in bytes.")
        .sample("jvm_memory_used_bytes", heap.getUsed(), "area", "heap");
    out.family("jvm_memory_max_bytes", "gauge", "Memory limit in bytes.")
        .sample("jvm_memory_max_bytes", heap.getMax(), "area", "heap");
    var threads = ManagementFactory.getThreadMXBean();
    long blocked =
        Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
            .filter(each -> each != null && each.getThreadState() == Thread.State.BLOCKED)
            .count();
    out.single("jvm_threads_blocked", "gauge", "Threads that wait for a monitor.", blocked);
    out.single(
        "jvm_threads_current",
        "gauge",
        "Live threads.",
        ManagementFactory.getThreadMXBean().getThreadCount());
  }

  private static void collections(Exposition out) {
    String name = "jvm_gc_collection_seconds";
    out.family(name, "summary", "Time spent in garbage collections.");
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      out.sample(name + "_count", gc.getCollectionCount(), "gc", gc.getName());
      out.sample(name + "_sum", gc.getCollectionTime() / 1e3, "gc", gc.getName());
    }
  }

  private static OptionalLong residentBytes() {
    if (!Files.isReadable(STATUS)) {
      return OptionalLong.empty();
    }
    try (var lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
          .findFirst();
    } catch (IOException unreadable) {
      return OptionalLong.empty(); // The figure is optional: a scrape must not fail for it.
    }
  }
}
