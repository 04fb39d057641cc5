package io.plimsoll.load.sample.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.load.sample.ProbeException;
import io.plimsoll.load.sample.Reading;
import io.plimsoll.load.sample.SampleTime;
import io.plimsoll.schemas.metric.ContainerMetrics;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Control groups as the kernel's documents lay them out, in a directory of their own. */
final class ContainerProbeTest {
  private static final Offset<Double> EXACT = within(1e-9);
  private static final SampleTime FIRST = new SampleTime(1_000_000_000L, 0);
  private static final SampleTime SECOND = new SampleTime(3_000_000_000L, 2_000_000);

  @TempDir private Path root;

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private ContainerProbe probe(String name, List<Path> engines) {
    return new ContainerProbe(
        new ContainerFinder(name, root.resolve("proc"), root.resolve("cgroup"), engines), 4, 8e9);
  }

  @Test
  void readsVersionTwo() throws IOException {
    write("cgroup/cgroup.controllers", "cpu io memory pids");
    write("cgroup/shop/cpu.stat", "usage_usec 1000000\nnr_periods 100\nnr_throttled 10\n");
    write("cgroup/shop/cpu.max", "50000 100000\n");
    write("cgroup/shop/memory.current", "1000000\n");
    write("cgroup/shop/memory.stat", "anon 5\ninactive_file 200000\n");
    write("cgroup/shop/memory.max", "2000000\n");
    write("cgroup/shop/memory.events", "low 0\noom 1\noom_kill 3\n");
    write("cgroup/shop/pids.current", "7\n");
    write("cgroup/shop/io.stat", "8:0 rbytes=1000 wbytes=50 rios=1\n8:16 rbytes=1000 wbytes=0\n");
    write("cgroup/shop/cpu.pressure", "some avg10=12.50 avg60=1.00 avg300=0.00 total=5\n");
    write("cgroup/shop/memory.pressure", "some avg10=0.50 avg60=1.00 avg300=0.00 total=5\n");
    write("cgroup/shop/io.pressure", "some avg10=1.50 avg60=1.00 avg300=0.00 total=5\n");
    ContainerProbe probe = probe("/shop", List.of());
    probe.read(FIRST);

    write("cgroup/shop/cpu.stat", "usage_usec 1500000\nnr_periods 120\nnr_throttled 15\n");
    write("cgroup/shop/io.stat", "8:0 rbytes=3000 wbytes=50 rios=1\n8:16 rbytes=1000 wbytes=8\n");
    Reading reading = probe.read(SECOND);

    assertThat(reading.values())
        .containsEntry("cpu_cores", 0.25)
        .containsEntry("cpu_ratio", 0.5)
        .containsEntry("cpu_throttled_ratio", 0.25)
        .containsEntry("memory_used_bytes", 800_000.0)
        .containsEntry("memory_ratio", 0.4)
        .containsEntry("memory_limit_bytes", 2_000_000.0)
        .containsEntry("processes", 7.0)
        .containsEntry("oom_kills", 3.0)
        .containsEntry("read_bytes_per_second", 1000.0)
        .containsEntry("write_bytes_per_second", 4.0)
        .containsEntry("cpu_pressure_ratio", 0.125)
        .containsEntry("memory_pressure_ratio", 0.005)
        .containsEntry("io_pressure_ratio", 0.015)
        .containsOnlyKeys(ContainerMetrics.ALL);
  }

  @Test
  void readsVersionOneWithoutLimits() throws IOException {
    write("cgroup/cpuacct/shop/cpuacct.usage", "1000000000\n");
    write("cgroup/cpu/shop/cpu.cfs_quota_us", "-1\n");
    write("cgroup/cpu/shop/cpu.cfs_period_us", "100000\n");
    write("cgroup/memory/shop/memory.usage_in_bytes", "1000000\n");
    write("cgroup/memory/shop/memory.limit_in_bytes", "9223372036854771712\n");
    write("cgroup/memory/shop/memory.stat", "cache 1\ntotal_inactive_file 200000\n");
    write("cgroup/blkio/shop/blkio.throttle.io_service_bytes", "8:0 Read 10\n8:0 Write 20\n");
    ContainerProbe probe = probe("/shop", List.of());
    probe.read(FIRST);

    write("cgroup/cpuacct/shop/cpuacct.usage", "5000000000\n");
    Reading reading = probe.read(SECOND);

    assertThat(reading.values())
        .containsEntry("cpu_cores", 2.0)
        .containsEntry("cpu_ratio", 0.5)
        .containsEntry("memory_used_bytes", 800_000.0)
        .doesNotContainKey("memory_limit_bytes");
    assertThat(reading.values().get("memory_ratio")).isCloseTo(1e-4, EXACT);
  }

  @Test
  void findsAContainerThroughItsEngineAndSaysWhenItIsGone() throws IOException {
    write("cgroup/cgroup.controllers", "cpu");
    write("cgroup/docker/1f0e/cpu.stat", "usage_usec 1\n");
    write("proc/4711/cgroup", "0::/docker/1f0e\n");
    Path socket = Files.createTempDirectory("engine").resolve("engine.sock");
    try (ServerSocketChannel engine = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      engine.bind(UnixDomainSocketAddress.of(socket));
      Thread thread = new Thread(() -> answer(engine, "shop-db"));
      thread.setDaemon(true);
      thread.start();

      ContainerProbe probe = probe("shop-db", List.of(socket));
      probe.read(FIRST);
      assertThat(probe.read(SECOND).values()).containsKey("cpu_cores");

      assertThatThrownBy(() -> probe("other", List.of(socket)).read(FIRST))
          .isInstanceOf(ProbeException.class)
          .hasMessageContaining("does not know a container other");
    } finally {
      Files.deleteIfExists(socket);
    }
    assertThatThrownBy(() -> probe("/absent", List.of()).read(FIRST))
        .hasMessageContaining("no control group /absent");
    assertThatThrownBy(() -> probe("named", List.of()).read(FIRST))
        .hasMessageContaining("no container engine answers here");
  }

  /** Speaks as much of Docker's API as is asked for. */
  private static void answer(ServerSocketChannel engine, String known) {
    try {
      while (true) {
        try (SocketChannel channel = engine.accept()) {
          ByteBuffer in = ByteBuffer.allocate(4096);
          channel.read(in);
          String request = new String(in.array(), 0, in.position(), StandardCharsets.UTF_8);
          boolean found = request.startsWith("GET /containers/" + known + "/json ");
          String answer =
              found
                  ? "HTTP/1.0 200 OK\r\n\r\n{\"State\":{\"Running\":true,\"Pid\":4711}}"
                  : "HTTP/1.0 404 Not Found\r\n\r\n{\"message\":\"No such container\"}";
          channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
        }
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }
}
