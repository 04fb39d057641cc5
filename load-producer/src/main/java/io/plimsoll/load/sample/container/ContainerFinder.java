package io.plimsoll.load.sample.container;

import io.plimsoll.load.sample.ProbeException;
import io.plimsoll.load.sample.ProcText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the control group of a container: by its path, or by asking a container engine for the
 * process of that name. Immutable.
 */
final class ContainerFinder {
  private static final List<String> CONTROLLERS =
      List.of("cpu", "cpuacct", "memory", "pids", "blkio");

  private final String name;
  private final Path proc;
  private final Path groups;
  private final List<Path> engines;

  /**
   * @param groups where control groups are mounted
   * @param engines sockets on which an engine may answer
   */
  ContainerFinder(String name, Path proc, Path groups, List<Path> engines) {
    this.name = name;
    this.proc = proc;
    this.groups = groups;
    this.engines = List.copyOf(engines);
  }

  /**
   * @throws ProbeException when there is no such container
   */
  ControlGroup find() throws IOException {
    ControlGroup group = name.startsWith("/") ? byPath() : byProcess(processId());
    if (!group.exists()) {
      throw new ProbeException("there is no control group " + name + " below " + groups);
    }
    return group;
  }

  private boolean unified() {
    return Files.exists(groups.resolve("cgroup.controllers"));
  }

  private ControlGroup byPath() {
    String below = groups.resolve("x").getParent().toString();
    String path = name.startsWith(below + "/") ? name.substring(below.length()) : name;
    Path relative = Path.of(path.substring(1));
    if (unified()) {
      return new GroupV2(groups.resolve(relative));
    }
    Map<String, Path> controllers = new HashMap<>();
    CONTROLLERS.forEach(each -> controllers.put(each, groups.resolve(each).resolve(relative)));
    controllers.values().removeIf(each -> !Files.isDirectory(each));
    return new GroupV1(controllers);
  }

  /** Lines like {@code 4:cpu,cpuacct:/docker/1f0e}, or {@code 0::/docker/1f0e} of version 2. */
  private ControlGroup byProcess(long pid) throws IOException {
    String text =
        ProcText.read(proc.resolve(pid + "/cgroup"))
            .orElseThrow(() -> new ProbeException("container " + name + " does not run"));
    Map<String, Path> controllers = new HashMap<>();
    for (String line : text.split("\n", -1)) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3 && parts[1].isEmpty() && unified()) {
        return new GroupV2(groups.resolve(parts[2].replaceFirst("^/+", "")));
      }
      for (String controller : parts.length == 3 ? parts[1].split(",", -1) : new String[0]) {
        Path mounted = groups.resolve(controller);
        controllers.put(controller, mounted.resolve(parts[2].replaceFirst("^/+", "")));
      }
    }
    controllers.keySet().retainAll(CONTROLLERS);
    return new GroupV1(controllers);
  }

  private long processId() throws IOException {
    for (Path socket : engines) {
      if (Files.exists(socket)) {
        return new ContainerEngine(socket).processOf(name);
      }
    }
    throw new ProbeException(
        "no container engine answers here that would know the name %s. Give the path of its control group, like /system.slice/docker-….scope"
            .formatted(name));
  }
}
