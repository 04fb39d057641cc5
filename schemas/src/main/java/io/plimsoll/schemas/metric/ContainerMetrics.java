package io.plimsoll.schemas.metric;

import java.util.Set;

/**
 * Names of the metrics that are sampled of a container, without their labels; what they mean and
 * their units are in docs/samples.md. Whoever looks for one takes its name from here, so that it is
 * one that is there.
 */
public final class ContainerMetrics {
  public static final String CPU_CORES = "cpu_cores";
  public static final String CPU_RATIO = "cpu_ratio";
  public static final String CPU_THROTTLED_RATIO = "cpu_throttled_ratio";
  public static final String MEMORY_USED_BYTES = "memory_used_bytes";
  public static final String MEMORY_LIMIT_BYTES = "memory_limit_bytes";
  public static final String MEMORY_RATIO = "memory_ratio";
  public static final String PROCESSES = "processes";
  public static final String OOM_KILLS = "oom_kills";
  public static final String READ_BYTES_PER_SECOND = "read_bytes_per_second";
  public static final String WRITE_BYTES_PER_SECOND = "write_bytes_per_second";
  public static final String CPU_PRESSURE_RATIO = "cpu_pressure_ratio";
  public static final String MEMORY_PRESSURE_RATIO = "memory_pressure_ratio";
  public static final String IO_PRESSURE_RATIO = "io_pressure_ratio";

  /** All of them. */
  public static final Set<String> ALL =
      Set.of(
          CPU_CORES,
          CPU_RATIO,
          CPU_THROTTLED_RATIO,
          MEMORY_USED_BYTES,
          MEMORY_LIMIT_BYTES,
          MEMORY_RATIO,
          PROCESSES,
          OOM_KILLS,
          READ_BYTES_PER_SECOND,
          WRITE_BYTES_PER_SECOND,
          CPU_PRESSURE_RATIO,
          MEMORY_PRESSURE_RATIO,
          IO_PRESSURE_RATIO);

  private ContainerMetrics() {}
}
