package io.plimsoll.load.sample.container;

import io.plimsoll.load.sample.ProcText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A control group of version 1: one directory per controller; the kernel's
 * Documentation/admin-guide/cgroup-v1.
 */
final class GroupV1 implements ControlGroup {
  /** A limit above this is none: the kernel writes the largest multiple of a page. */
  private static final double NO_LIMIT = 1e18;

  private final Map<String, Path> controllers;

  /**
   * @param controllers directory of the group by controller
   */
  GroupV1(Map<String, Path> controllers) {
    this.controllers = Map.copyOf(controllers);
  }

  @Override
  public boolean exists() {
    return controllers.values().stream().anyMatch(Files::isDirectory);
  }

  @Override
  public GroupFigures read() {
    String stat = text("cpu", "cpu.stat");
    String memory = text("memory", "memory.stat");
    OptionalDouble used = number("memory", "memory.usage_in_bytes");
    OptionalDouble limit = number("memory", "memory.limit_in_bytes");
    String transferred = text("blkio", "blkio.throttle.io_service_bytes");
    return new GroupFigures(
        ControlGroup.scaled(number("cpuacct", "cpuacct.usage"), 1e-9),
        cpuLimit(),
        ControlGroup.value(stat, "nr_periods"),
        ControlGroup.value(stat, "nr_throttled"),
        ControlGroup.workingSet(used, ControlGroup.value(memory, "total_inactive_file")),
        limit.isPresent() && limit.getAsDouble() < NO_LIMIT ? limit : OptionalDouble.empty(),
        number("pids", "pids.current"),
        ControlGroup.value(text("memory", "memory.oom_control"), "oom_kill"),
        ControlGroup.sum(transferred, "Read"),
        ControlGroup.sum(transferred, "Write"),
        Map.of());
  }

  private OptionalDouble cpuLimit() {
    OptionalDouble quota = number("cpu", "cpu.cfs_quota_us");
    OptionalDouble period = number("cpu", "cpu.cfs_period_us");
    boolean limited = quota.orElse(-1) > 0 && period.orElse(0) > 0;
    return limited
        ? OptionalDouble.of(quota.getAsDouble() / period.getAsDouble())
        : OptionalDouble.empty();
  }

  private OptionalDouble number(String controller, String file) {
    Path directory = controllers.get(controller);
    return directory == null
        ? OptionalDouble.empty()
        : ControlGroup.number(directory.resolve(file));
  }

  private String text(String controller, String file) {
    Path directory = controllers.get(controller);
    return directory == null ? "" : ProcText.read(directory.resolve(file)).orElse("");
  }
}
