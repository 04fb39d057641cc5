package io.plimsoll.load.sample.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.load.sample.Reading;
import io.plimsoll.load.sample.SampleTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Control groups of the kernel that runs here, of either version, made for the test. */
final class KernelGroupTest {
  private static final Path GROUPS = Path.of("/sys/fs/cgroup");
  private static final String NAME = "/plimsoll-test-" + ProcessHandle.current().pid();
  private static final long MEMORY_LIMIT = 64L << 20;

  private static final String WHEN_TOLD_TAKE_MEMORY_AND_BE_BUSY =
      "read go; x=$(head -c 8000000 /dev/zero | tr '\\0' x); while :; do :; done";

  private boolean unified;
  private Process busy;

  @BeforeEach
  void makeAGroupOfHalfACoreAndPutABusyProcessIntoIt() throws IOException {
    unified = Files.exists(GROUPS.resolve("cgroup.controllers"));
    Assumptions.assumeTrue(
        make(), "skipped: no control groups can be made here (Linux and root are needed)");
    limit();
    busy = new ProcessBuilder("sh", "-c", WHEN_TOLD_TAKE_MEMORY_AND_BE_BUSY).start();
    for (Path directory : directories()) {
      Files.writeString(directory.resolve("cgroup.procs"), Long.toString(busy.pid()));
    }
    busy.outputWriter().append('\n').close();
  }

  private List<Path> directories() {
    return unified
        ? List.of(GROUPS.resolve(NAME.substring(1)))
        : List.of("cpu", "cpuacct", "memory", "pids").stream()
            .map(controller -> GROUPS.resolve(controller + NAME))
            .toList();
  }

  /** Whether the kernel has let it be made, with what is asked of it. */
  private boolean make() {
    try {
      for (Path directory : directories()) {
        Files.createDirectory(directory);
      }
    } catch (IOException e) {
      return false;
    }
    Path cpu = directories().get(0);
    Path memory = directories().get(unified ? 0 : 2);
    return Files.exists(cpu.resolve(unified ? "cpu.max" : "cpu.cfs_quota_us"))
        && Files.exists(memory.resolve(unified ? "memory.max" : "memory.limit_in_bytes"));
  }

  private void limit() throws IOException {
    Map<String, String> limits =
        unified
            ? Map.of("cpu.max", "50000 100000", "memory.max", Long.toString(MEMORY_LIMIT))
            : Map.of(
                "cpu.cfs_quota_us", "50000", "memory.limit_in_bytes", Long.toString(MEMORY_LIMIT));
    for (Map.Entry<String, String> each : limits.entrySet()) {
      for (Path directory : directories()) {
        if (Files.exists(directory.resolve(each.getKey()))) {
          Files.writeString(directory.resolve(each.getKey()), each.getValue());
        }
      }
    }
  }

  @AfterEach
  void removeTheGroup() throws Exception {
    if (busy != null) {
      busy.destroyForcibly();
      assertThat(busy.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
    for (Path directory : directories()) {
      Files.deleteIfExists(directory);
    }
  }

  @Test
  void readsWhatTheKernelSaysOfABusyGroup() throws Exception {
    ContainerProbe probe =
        new ContainerProbe(new ContainerFinder(NAME, Path.of("/proc"), GROUPS, List.of()), 4, 8e9);
    probe.read(time());

    Reading busyOne =
        Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .pollInterval(Duration.ofSeconds(1)) // ten periods of the limit
            .until(() -> probe.read(time()), KernelGroupTest::isHeldBackWithItsMemory);

    Map<String, Double> values = busyOne.values();
    assertThat(values.get("cpu_cores")).as("half a core at most").isBetween(0.001, 0.7);
    assertThat(values.get("cpu_ratio")).as("of its limit").isBetween(0.002, 1.4);
    assertThat(values).containsEntry("memory_limit_bytes", (double) MEMORY_LIMIT);
    assertThat(values.get("memory_used_bytes")).isLessThanOrEqualTo((double) MEMORY_LIMIT);
    assertThat(values.get("memory_ratio"))
        .isEqualTo(values.get("memory_used_bytes") / (double) MEMORY_LIMIT);
  }

  private static boolean isHeldBackWithItsMemory(Reading reading) {
    Map<String, Double> values = reading.values();
    return values.getOrDefault("cpu_throttled_ratio", 0.0) > 0.2
        && values.getOrDefault("memory_used_bytes", 0.0) > 4e6
        && values.getOrDefault("processes", 0.0) == 1;
  }

  private static SampleTime time() {
    return new SampleTime(System.nanoTime(), System.currentTimeMillis() * 1_000);
  }
}
