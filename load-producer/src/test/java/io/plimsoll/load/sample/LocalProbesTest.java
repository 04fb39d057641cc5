package io.plimsoll.load.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.management.OperatingSystemMXBean;
import io.plimsoll.load.sample.files.FilesProbe;
import io.plimsoll.load.sample.host.HostProbe;
import io.plimsoll.load.sample.process.ProcessProbe;
import io.plimsoll.load.scenario.SamplePlan;
import io.plimsoll.load.scenario.SampledSource;
import io.plimsoll.load.scenario.SourcePlan;
import io.plimsoll.schemas.metric.FilesMetrics;
import io.plimsoll.schemas.metric.HostMetrics;
import io.plimsoll.schemas.metric.ProcessMetrics;
import io.plimsoll.schemas.metric.SourceMetrics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Probes of this machine, held against what the JVM knows of it. */
final class LocalProbesTest {
  @TempDir private Path directory;

  private final SocketTables tables = new SocketTables(Path.of("/proc"));

  private static SampleTime now() {
    return new SampleTime(System.nanoTime(), 0);
  }

  @Test
  void readsTheHost() {
    HostProbe host = HostProbe.open(tables);
    // Counters move in hundredths of a second, so the first readings may tell nothing.
    Map<String, Double> values =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> host.read(now()).values(), found -> found.containsKey("cpu_ratio"));

    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    assertThat(values.get("memory_total_bytes")).isEqualTo((double) system.getTotalMemorySize());
    assertThat(values.get("cores")).isPositive();
    assertThat(values.get("cpu_ratio")).isBetween(0.0, 1.0);
    assertThat(values.get("memory_ratio")).isBetween(0.0, 1.0);
    double modes =
        values.entrySet().stream()
            .filter(each -> each.getKey().matches("cpu_(?!pressure)\\w+_ratio"))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    assertThat(modes).isBetween(0.99, 1.01);
    assertThat(names(values)).isSubsetOf(HostMetrics.ALL);
  }

  @Test
  void readsAProcessById() throws IOException {
    long pid = ProcessHandle.current().pid();
    ProcessProbe probe = ProcessProbe.open(new SourcePlan.ProcessId(pid), tables);
    probe.read(now());
    burn();
    Map<String, Double> values = probe.read(now()).values();

    assertThat(values.get("processes")).isEqualTo(1.0);
    assertThat(values.get("memory_rss_bytes")).isGreaterThan(1e7);
    assertThat(values.get("threads")).isGreaterThan(3);
    assertThat(values.get("cpu_cores"))
        .isBetween(0.0, 2.0 * Runtime.getRuntime().availableProcessors());
    assertThat(values.get("uptime_seconds")).isNotNegative();
  }

  @Test
  void tellsOfAProcessWhatIsSaidOfProcesses() throws IOException {
    ProcessProbe probe =
        ProcessProbe.open(new SourcePlan.ProcessId(ProcessHandle.current().pid()), tables);
    long nanos = System.nanoTime();
    probe.read(new SampleTime(nanos, 0));
    long laterThanSwitchesAreKept = nanos + Duration.ofSeconds(11).toNanos();

    assertThat(names(probe.read(new SampleTime(laterThanSwitchesAreKept, 0)).values()))
        .isEqualTo(ProcessMetrics.ALL);
  }

  private static Set<String> names(Map<String, Double> values) {
    return values.keySet().stream().map(SourceMetrics::withoutLabels).collect(Collectors.toSet());
  }

  /** Uses the processor until its clock has moved on. */
  private static void burn() {
    long until = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() + 100_000_000L;
    while (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() < until) {
      Thread.onSpinWait();
    }
  }

  @Test
  void findsAProcessByItsPortAndSaysWhenItIsGone() throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    ProcessProbe probe =
        ProcessProbe.open(new SourcePlan.ListeningPort(server.getLocalPort()), tables);
    assertThat(probe.read(now()).values()).containsEntry("processes", 1.0);
    server.close();

    assertThatThrownBy(
            () ->
                ProcessProbe.open(new SourcePlan.ListeningPort(server.getLocalPort()), tables)
                    .read(now()))
        .isInstanceOf(ProbeException.class)
        .hasMessageContaining("no process listens on port " + server.getLocalPort());
  }

  @Test
  void addsUpProcessesOfOneNameAndFindsThemAgain() throws Exception {
    // A name that nothing else has: the file system's, since it is the name of the program.
    Path program = directory.resolve("sampled-program");
    Files.copy(Path.of("/bin/sleep").toRealPath(), program);
    ProcessProbe probe = ProcessProbe.open(new SourcePlan.ProcessName("sampled-program"), tables);
    assertThatThrownBy(() -> probe.read(now())).hasMessageContaining("named sampled-program");

    Process one = new ProcessBuilder(program.toString(), "600").start();
    Process two = new ProcessBuilder(program.toString(), "600").start();
    try {
      assertThat(probe.read(now()).values()).containsEntry("processes", 2.0);
      one.destroyForcibly().waitFor();
      assertThat(probe.read(now()).values()).containsEntry("processes", 1.0);
      two.destroyForcibly().waitFor();
      assertThatThrownBy(() -> probe.read(now())).isInstanceOf(ProbeException.class);
    } finally {
      one.destroyForcibly();
      two.destroyForcibly();
    }
  }

  @Test
  void addsUpFilesAndDirectories() throws IOException {
    Path log = Files.writeString(directory.resolve("a.log"), "12345");
    Files.createDirectories(directory.resolve("tmp/deep"));
    Files.writeString(directory.resolve("tmp/b"), "123");
    Files.writeString(directory.resolve("tmp/deep/c"), "12");
    Path folder = directory.resolve("tmp");
    FilesProbe probe =
        new FilesProbe(new SourcePlan.Files(List.of(log, folder)), Duration.ofMinutes(1));

    assertThat(names(probe.read(now()).values())).isEqualTo(FilesMetrics.ALL);
    assertThat(probe.read(now()).values())
        .containsEntry("size_bytes", 10.0)
        .containsEntry("size_bytes{path=\"" + log + "\"}", 5.0)
        .containsEntry("size_bytes{path=\"" + folder + "\"}", 5.0)
        .containsEntry("files{path=\"" + folder + "\"}", 2.0);

    Files.delete(log);
    assertThatThrownBy(() -> probe.read(now())).hasMessage("there is no " + log);
  }

  @Test
  void samplesTheTargetOnlyWhenItIsAProgramOfItsOwnHere() throws IOException {
    try (ServerSocket ours = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InetSocketAddress here =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), ours.getLocalPort());

      assertThat(UsualSources.of(SamplePlan.USUAL, here))
          .extracting(SampledSource::id)
          .contains("host")
          .noneMatch(id -> id.startsWith("process:"));
      assertThat(UsualSources.of(new SamplePlan(false, List.of()), here)).isEmpty();
    }
  }
}
