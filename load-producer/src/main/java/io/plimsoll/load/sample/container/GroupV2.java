package io.plimsoll.load.sample.container;

import io.plimsoll.load.sample.ProcText;
import io.plimsoll.schemas.metric.ContainerMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A control group of version 2; the kernel's Documentation/admin-guide/cgroup-v2.rst. */
final class GroupV2 implements ControlGroup {
  private static final Map<String, String> PRESSURES =
      Map.of(
          "cpu", ContainerMetrics.CPU_PRESSURE_RATIO,
          "memory", ContainerMetrics.MEMORY_PRESSURE_RATIO,
          "io", ContainerMetrics.IO_PRESSURE_RATIO);

  private final Path directory;

  GroupV2(Path directory) {
    this.directory = directory;
  }

  @Override
  public boolean exists() {
    return Files.isDirectory(directory);
  }

  @Override
  public GroupFigures read() {
    String cpu = text("cpu.stat");
    String memory = text("memory.stat");
    String io = text("io.stat");
    OptionalDouble used = ControlGroup.number(directory.resolve("memory.current"));
    return new GroupFigures(
        ControlGroup.scaled(ControlGroup.value(cpu, "usage_usec"), 1e-6),
        cpuLimit(),
        ControlGroup.value(cpu, "nr_periods"),
        ControlGroup.value(cpu, "nr_throttled"),
        ControlGroup.workingSet(used, ControlGroup.value(memory, "inactive_file")),
        ControlGroup.number(directory.resolve("memory.max")),
        ControlGroup.number(directory.resolve("pids.current")),
        ControlGroup.value(text("memory.events"), "oom_kill"),
        ControlGroup.sum(io, "rbytes"),
        ControlGroup.sum(io, "wbytes"),
        pressures());
  }

  private String text(String file) {
    return ProcText.read(directory.resolve(file)).orElse("");
  }

  /** {@code max 100000} or {@code 50000 100000}: microseconds in each period. */
  private OptionalDouble cpuLimit() {
    List<String> words = ProcText.words(text("cpu.max"));
    if (words.size() < 2 || words.get(0).equals("max")) {
      return OptionalDouble.empty();
    }
    double quota = (double) ProcText.parsed(words.get(0)).orElse(0);
    double period = (double) ProcText.parsed(words.get(1)).orElse(0);
    return quota > 0 && period > 0 ? OptionalDouble.of(quota / period) : OptionalDouble.empty();
  }

  private Map<String, Double> pressures() {
    Map<String, Double> pressures = new HashMap<>();
    for (Map.Entry<String, String> each : PRESSURES.entrySet()) {
      String text = text(each.getKey() + ".pressure");
      int at = text.indexOf("some avg10=");
      int end = text.indexOf(' ', at + 11);
      if (at >= 0 && end > at) {
        pressures.put(each.getValue(), Double.parseDouble(text.substring(at + 11, end)) / 100);
      }
    }
    return pressures;
  }
}
