package io.plimsoll.schemas.metric;

import java.util.Set;

/**
 * Names of the metrics that are sampled of the machine, without their labels; what they mean and
 * their units are in docs/samples.md. Whoever looks for one takes its name from here, so that it is
 * one that is there.
 */
public final class HostMetrics {
  public static final String CPU_RATIO = "cpu_ratio";
  public static final String CPU_USER_RATIO = "cpu_user_ratio";
  public static final String CPU_SYSTEM_RATIO = "cpu_system_ratio";
  public static final String CPU_NICE_RATIO = "cpu_nice_ratio";
  public static final String CPU_IOWAIT_RATIO = "cpu_iowait_ratio";
  public static final String CPU_IRQ_RATIO = "cpu_irq_ratio";
  public static final String CPU_STEAL_RATIO = "cpu_steal_ratio";
  public static final String CPU_IDLE_RATIO = "cpu_idle_ratio";
  public static final String CORES = "cores";
  public static final String LOAD_1M = "load_1m";
  public static final String LOAD_5M = "load_5m";
  public static final String LOAD_15M = "load_15m";
  public static final String CONTEXT_SWITCHES_PER_SECOND = "context_switches_per_second";
  public static final String INTERRUPTS_PER_SECOND = "interrupts_per_second";
  public static final String CPU_PRESSURE_RATIO = "cpu_pressure_ratio";
  public static final String MEMORY_PRESSURE_RATIO = "memory_pressure_ratio";
  public static final String IO_PRESSURE_RATIO = "io_pressure_ratio";
  public static final String MEMORY_RATIO = "memory_ratio";
  public static final String MEMORY_USED_BYTES = "memory_used_bytes";
  public static final String MEMORY_AVAILABLE_BYTES = "memory_available_bytes";
  public static final String MEMORY_TOTAL_BYTES = "memory_total_bytes";
  public static final String SWAP_RATIO = "swap_ratio";
  public static final String SWAP_USED_BYTES = "swap_used_bytes";
  public static final String DISK_BUSY_RATIO = "disk_busy_ratio";
  public static final String DISK_READ_BYTES_PER_SECOND = "disk_read_bytes_per_second";
  public static final String DISK_WRITE_BYTES_PER_SECOND = "disk_write_bytes_per_second";
  public static final String DISK_READ_MILLIS = "disk_read_millis";
  public static final String DISK_WRITE_MILLIS = "disk_write_millis";
  public static final String DISK_QUEUE = "disk_queue";
  public static final String FILESYSTEM_RATIO = "filesystem_ratio";
  public static final String FILESYSTEM_FREE_BYTES = "filesystem_free_bytes";
  public static final String NETWORK_RECEIVED_BYTES_PER_SECOND =
      "network_received_bytes_per_second";
  public static final String NETWORK_SENT_BYTES_PER_SECOND = "network_sent_bytes_per_second";
  public static final String NETWORK_ERRORS_PER_SECOND = "network_errors_per_second";
  public static final String NETWORK_DROPS_PER_SECOND = "network_drops_per_second";
  public static final String OPEN_DESCRIPTORS = "open_descriptors";
  public static final String OPEN_DESCRIPTORS_RATIO = "open_descriptors_ratio";
  public static final String TCP_CONNECTIONS = "tcp_connections";

  /** All of them. */
  public static final Set<String> ALL =
      Set.of(
          CPU_RATIO,
          CPU_USER_RATIO,
          CPU_SYSTEM_RATIO,
          CPU_NICE_RATIO,
          CPU_IOWAIT_RATIO,
          CPU_IRQ_RATIO,
          CPU_STEAL_RATIO,
          CPU_IDLE_RATIO,
          CORES,
          LOAD_1M,
          LOAD_5M,
          LOAD_15M,
          CONTEXT_SWITCHES_PER_SECOND,
          INTERRUPTS_PER_SECOND,
          CPU_PRESSURE_RATIO,
          MEMORY_PRESSURE_RATIO,
          IO_PRESSURE_RATIO,
          MEMORY_RATIO,
          MEMORY_USED_BYTES,
          MEMORY_AVAILABLE_BYTES,
          MEMORY_TOTAL_BYTES,
          SWAP_RATIO,
          SWAP_USED_BYTES,
          DISK_BUSY_RATIO,
          DISK_READ_BYTES_PER_SECOND,
          DISK_WRITE_BYTES_PER_SECOND,
          DISK_READ_MILLIS,
          DISK_WRITE_MILLIS,
          DISK_QUEUE,
          FILESYSTEM_RATIO,
          FILESYSTEM_FREE_BYTES,
          NETWORK_RECEIVED_BYTES_PER_SECOND,
          NETWORK_SENT_BYTES_PER_SECOND,
          NETWORK_ERRORS_PER_SECOND,
          NETWORK_DROPS_PER_SECOND,
          OPEN_DESCRIPTORS,
          OPEN_DESCRIPTORS_RATIO,
          TCP_CONNECTIONS);

  private HostMetrics() {}
}
