package io.plimsoll.load.sample.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.load.sample.SampleTime;
import io.plimsoll.schemas.metric.GpuMetrics;
import io.plimsoll.schemas.metric.SourceMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nvidia-smi prints, from a program that prints the same: few machines have the processor. */
final class GpuProbeTest {
  private static final SampleTime NOW = new SampleTime(0, 0);

  @TempDir private Path directory;

  private GpuProbe probe(String script) throws IOException {
    Path program = Files.writeString(directory.resolve("nvidia-smi"), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new GpuProbe(program.toFile(), Duration.ofMinutes(1));
  }

  @Test
  void readsEachProcessorAndTheBusiest() throws IOException {
    GpuProbe probe =
        probe(
            """
            echo "0, 37, 4096, 16384, 61, 120.50"
            echo "1, 12, 8192, 16384, 55, [N/A]"
            """);

    Map<String, Double> values = probe.read(NOW).values();
    assertThat(values.keySet().stream().map(SourceMetrics::withoutLabels).distinct())
        .containsExactlyInAnyOrderElementsOf(GpuMetrics.ALL);
    assertThat(values)
        .containsEntry("gpu_ratio", 0.37)
        .containsEntry("gpu_memory_ratio", 0.5)
        .containsEntry("gpu_ratio{gpu=\"1\"}", 0.12)
        .containsEntry("gpu_memory_used_bytes{gpu=\"0\"}", 4096.0 * (1 << 20))
        .containsEntry("gpu_temperature_celsius{gpu=\"1\"}", 55.0)
        .containsEntry("gpu_power_watts{gpu=\"0\"}", 120.5)
        .doesNotContainKey("gpu_power_watts{gpu=\"1\"}");
  }

  @Test
  void saysWhatTheProgramSaidWhenItFails() throws IOException {
    GpuProbe probe =
        probe("echo \"NVIDIA-SMI has failed because it couldn't communicate\"; exit 9");

    assertThatThrownBy(() -> probe.read(NOW))
        .hasMessageContaining("nvidia-smi failed: NVIDIA-SMI has failed");
  }
}
