package io.plimsoll.load.sample.host;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The share of time in which some task waited for the processor, memory or a disk, as Linux counts
 * it (pressure stall information); nothing where it does not. For one thread.
 */
final class HostPressure {
  private static final List<String> RESOURCES = List.of("cpu", "memory", "io");
  private static final Pattern SOME = Pattern.compile("some .*total=(\\d+)");
  private static final double MICROS = 1e6;

  private final Path directory;

  /**
   * @param proc where the process file system is
   */
  HostPressure(Path proc) {
    this.directory = proc.resolve("pressure");
  }

  void read(Reading reading, Counters counters) {
    for (String resource : RESOURCES) {
      try {
        Matcher some = SOME.matcher(Files.readString(directory.resolve(resource)));
        if (some.find()) {
          double seconds = Long.parseLong(some.group(1)) / MICROS;
          counters.rate(reading, resource + "_pressure_ratio", seconds);
        }
      } catch (IOException unknown) {
        return; // a kernel without it: the figures are optional
      }
    }
  }
}
