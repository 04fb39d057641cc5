package io.plimsoll.schemas.metric;

import java.util.Set;

/**
 * Names of the metrics that are sampled of graphics processors, without their labels; what they
 * mean and their units are in docs/samples.md. Whoever looks for one takes its name from here, so
 * that it is one that is there.
 */
public final class GpuMetrics {
  public static final String GPU_RATIO = "gpu_ratio";
  public static final String GPU_MEMORY_RATIO = "gpu_memory_ratio";
  public static final String GPU_MEMORY_USED_BYTES = "gpu_memory_used_bytes";
  public static final String GPU_TEMPERATURE_CELSIUS = "gpu_temperature_celsius";
  public static final String GPU_POWER_WATTS = "gpu_power_watts";

  /** All of them. */
  public static final Set<String> ALL =
      Set.of(
          GPU_RATIO,
          GPU_MEMORY_RATIO,
          GPU_MEMORY_USED_BYTES,
          GPU_TEMPERATURE_CELSIUS,
          GPU_POWER_WATTS);

  private GpuMetrics() {}
}
