package io.plimsoll.schemas.metric;

import java.util.Set;

/**
 * Names of the metrics that are sampled of processes, without their labels; what they mean and
 * their units are in docs/samples.md. Whoever looks for one takes its name from here, so that it is
 * one that is there.
 */
public final class ProcessMetrics {
  public static final String PROCESSES = "processes";
  public static final String CPU_CORES = "cpu_cores";
  public static final String CPU_RATIO = "cpu_ratio";
  public static final String MEMORY_RSS_BYTES = "memory_rss_bytes";
  public static final String MEMORY_RATIO = "memory_ratio";
  public static final String THREADS = "threads";
  public static final String OPEN_DESCRIPTORS = "open_descriptors";
  public static final String CONTEXT_SWITCHES_PER_SECOND = "context_switches_per_second";
  public static final String READ_BYTES_PER_SECOND = "read_bytes_per_second";
  public static final String WRITE_BYTES_PER_SECOND = "write_bytes_per_second";
  public static final String UPTIME_SECONDS = "uptime_seconds";

  /** All of them. */
  public static final Set<String> ALL =
      Set.of(
          PROCESSES,
          CPU_CORES,
          CPU_RATIO,
          MEMORY_RSS_BYTES,
          MEMORY_RATIO,
          THREADS,
          OPEN_DESCRIPTORS,
          CONTEXT_SWITCHES_PER_SECOND,
          READ_BYTES_PER_SECOND,
          WRITE_BYTES_PER_SECOND,
          UPTIME_SECONDS);

  private ProcessMetrics() {}
}
