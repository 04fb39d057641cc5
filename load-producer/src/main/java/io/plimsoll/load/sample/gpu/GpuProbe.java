package io.plimsoll.load.sample.gpu;

import io.plimsoll.load.sample.Probe;
import io.plimsoll.load.sample.ProbeException;
import io.plimsoll.load.sample.Reading;
import io.plimsoll.load.sample.SampleTime;
import io.plimsoll.schemas.metric.GpuMetrics;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** Reads NVIDIA's graphics processors by {@code nvidia-smi}, which speaks to NVML. */
public final class GpuProbe implements Probe {
  private static final String PROGRAM = "nvidia-smi";
  private static final String FIELDS =
      "index,utilization.gpu,memory.used,memory.total,temperature.gpu,power.draw";
  private static final double MEBIBYTE = 1 << 20;

  private final File program;
  private final Duration timeout;

  GpuProbe(File program, Duration timeout) {
    this.program = program;
    this.timeout = timeout;
  }

  /**
   * @throws ProbeException when the machine has no such program: it has no such processor
   */
  public static GpuProbe open(Duration timeout) throws ProbeException {
    return new GpuProbe(
        onPath(System.getenv().getOrDefault("PATH", ""))
            .orElseThrow(
                () ->
                    ProbeException.absent(
                        "this machine has no NVIDIA graphics processor, or no nvidia-smi")),
        timeout);
  }

  /** Whether this machine may have one. */
  public static boolean present() {
    return onPath(System.getenv().getOrDefault("PATH", "")).isPresent();
  }

  private static Optional<File> onPath(String path) {
    return Arrays.stream(path.split(File.pathSeparator))
        .map(folder -> new File(folder, PROGRAM))
        .filter(File::canExecute)
        .findFirst();
  }

  @Override
  public Reading read(SampleTime now) throws IOException {
    Reading reading = new Reading();
    double busiest = -1;
    double fullest = -1;
    for (String line : query().split("\n", -1)) {
      List<String> words = Arrays.stream(line.split(",", -1)).map(String::trim).toList();
      if (words.size() == FIELDS.split(",", -1).length) {
        Device device = Device.of(words);
        device.put(reading);
        busiest = Math.max(busiest, device.busy().orElse(-1));
        fullest = Math.max(fullest, device.full().orElse(-1));
      }
    }
    reading.put(GpuMetrics.GPU_RATIO, busiest < 0 ? Double.NaN : busiest);
    reading.put(GpuMetrics.GPU_MEMORY_RATIO, fullest < 0 ? Double.NaN : fullest);
    return reading;
  }

  private String query() throws IOException {
    Process process =
        new ProcessBuilder(
                program.getPath(), "--query-gpu=" + FIELDS, "--format=csv,noheader,nounits")
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    try {
      // Its answer fits the pipe, so it can end before it is read.
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ProbeException(PROGRAM + " does not end in time");
      }
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw new ProbeException(
            PROGRAM + " failed: " + text.strip().lines().findFirst().orElse(""));
      }
      return text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProbeException("interrupted");
    } finally {
      process.destroyForcibly();
    }
  }

  /** One processor; what it does not tell is not a number. */
  private record Device(
      String index, double utilisation, double used, double total, double celsius, double watts) {
    static Device of(List<String> words) {
      return new Device(
          words.get(0),
          number(words.get(1)) / 100,
          number(words.get(2)) * MEBIBYTE,
          number(words.get(3)) * MEBIBYTE,
          number(words.get(4)),
          number(words.get(5)));
    }

    private static double number(String word) {
      try {
        return Double.parseDouble(word);
      } catch (NumberFormatException notSupported) {
        return Double.NaN;
      }
    }

    OptionalDouble busy() {
      return known(utilisation);
    }

    OptionalDouble full() {
      return known(used / total);
    }

    private static OptionalDouble known(double value) {
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    void put(Reading reading) {
      reading.put(GpuMetrics.GPU_RATIO, "gpu", index, utilisation);
      reading.put(GpuMetrics.GPU_MEMORY_RATIO, "gpu", index, used / total);
      reading.put(GpuMetrics.GPU_MEMORY_USED_BYTES, "gpu", index, used);
      reading.put(GpuMetrics.GPU_TEMPERATURE_CELSIUS, "gpu", index, celsius);
      reading.put(GpuMetrics.GPU_POWER_WATTS, "gpu", index, watts);
    }
  }
}
