package io.plimsoll.load.sample.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.Reading;
import io.plimsoll.load.sample.SocketTables;
import io.plimsoll.schemas.metric.HostMetrics;
import io.plimsoll.schemas.metric.SourceMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as the kernel writes them, with figures of which no two are alike. */
final class LinuxHostTest {
  @TempDir private Path proc;
  private final Counters counters = new Counters();

  @BeforeEach
  void layOut() throws IOException {
    write("stat", "cpu  1000 20 300 8000 100 7 13 40 0 0\ncpu0 1\ncpu1 2\ncpu2 3\n", "900", "5000");
    write("loadavg", "0.52 1.07 2.31 3/412 98765\n");
    write(
        "meminfo",
        """
        MemTotal:       1000 kB
        MemFree:         111 kB
        MemAvailable:    600 kB
        Buffers:          22 kB
        SwapTotal:       400 kB
        SwapFree:        300 kB
        """);
    write("sys/fs/file-nr", "2000\t0\t80000\n");
  }

  @Test
  void readsProcessorMemoryAndDescriptors() throws IOException {
    LinuxMachine machine = new LinuxMachine(proc);
    read(machine, 1_000_000_000L);
    write("stat", "cpu  1100 25 340 8040 110 8 15 42 0 0\ncpu0 1\ncpu1 2\ncpu2 3\n", "960", "5500");

    Map<String, Double> values = read(machine, 3_000_000_000L);

    // Of 200 ticks 40 were idle and 10 waited.
    assertThat(values)
        .contains(
            entry("cpu_ratio", 0.75),
            entry("cpu_user_ratio", 0.5),
            entry("cpu_nice_ratio", 0.025),
            entry("cpu_system_ratio", 0.2),
            entry("cpu_idle_ratio", 0.2),
            entry("cpu_iowait_ratio", 0.05),
            entry("cpu_irq_ratio", 0.015),
            entry("cpu_steal_ratio", 0.01),
            entry("cores", 3.0),
            entry("interrupts_per_second", 30.0),
            entry("context_switches_per_second", 250.0),
            entry("load_1m", 0.52),
            entry("load_5m", 1.07),
            entry("load_15m", 2.31),
            entry("memory_total_bytes", 1000 * 1024.0),
            entry("memory_available_bytes", 600 * 1024.0),
            entry("memory_used_bytes", 400 * 1024.0),
            entry("memory_ratio", 0.4),
            entry("swap_used_bytes", 100 * 1024.0),
            entry("swap_ratio", 0.25),
            entry("open_descriptors", 2000.0),
            entry("open_descriptors_ratio", 0.025));
  }

  @Test
  void readsWholeDisksThatWereUsed() throws IOException {
    Path blocks = Files.createDirectories(proc.resolve("blocks"));
    Files.createDirectories(blocks.resolve("sda"));
    Files.createDirectories(blocks.resolve("sdb"));
    LinuxDisks disks = new LinuxDisks(proc, blocks);
    String others =
        "   8       1 sda1 9 9 9 9 9 9 9 9 9 9 9\n   8      16 sdb 0 0 0 0 0 0 0 0 0 0 0\n";
    write("diskstats", "   8       0 sda 10 1 100 50 20 2 200 60 0 500 900 0 0 0 0\n" + others);
    read(disks, 1_000_000_000L);
    write("diskstats", "   8       0 sda 14 1 300 90 30 2 700 85 0 1500 2900 0 0 0 0\n" + others);

    assertThat(read(disks, 3_000_000_000L))
        .containsOnly(
            entry("disk_busy_ratio", 0.5),
            entry("disk_busy_ratio{device=\"sda\"}", 0.5),
            entry("disk_queue{device=\"sda\"}", 1.0),
            entry("disk_read_bytes_per_second{device=\"sda\"}", 100 * 512.0),
            entry("disk_write_bytes_per_second{device=\"sda\"}", 250 * 512.0),
            entry("disk_read_millis{device=\"sda\"}", 10.0),
            entry("disk_write_millis{device=\"sda\"}", 2.5));
  }

  @Test
  void countsSocketsByTheirStateOnceForEachReadingOfTheTables() throws IOException {
    String heading = "  sl  local_address rem_address   st tx_queue rx_queue ...\n";
    String line = "   %d: 0100007F:%s 00000000:0000 %s 00000000:00000000 00:00000000 0 0 0 %d 1\n";
    write(
        "net/tcp",
        heading
            + line.formatted(0, "1F90", "0A", 4711)
            + line.formatted(1, "1F90", "01", 4712)
            + line.formatted(2, "C000", "01", 4713));
    write("net/tcp6", heading + line.formatted(0, "1F90", "0A", 4714));
    SocketTables tables = new SocketTables(proc);
    SocketStates states = new SocketStates(tables);
    Reading first = new Reading();
    states.read(first, 1);
    Reading second = new Reading();
    states.read(second, 2);

    assertThat(first.values())
        .containsOnly(
            entry("tcp_connections{state=\"established\"}", 2.0),
            entry("tcp_connections{state=\"listen\"}", 2.0),
            entry("tcp_connections{state=\"time_wait\"}", 0.0),
            entry("tcp_connections{state=\"close_wait\"}", 0.0));
    assertThat(second.values()).isEmpty(); // what was told already is nothing new
    assertThat(tables.read(3).orElseThrow().listeningOn(8080))
        .containsExactlyInAnyOrder("socket:[4711]", "socket:[4714]");
    assertThat(tables.read(3).orElseThrow().listeningOn(49152)).isEmpty();
  }

  @Test
  void readsTheTablesAnewAfterAWhileAndWhenAsked() throws IOException {
    write("net/tcp", "heading\n");
    SocketTables tables = new SocketTables(proc);
    SocketTables.Sockets first = tables.read(0).orElseThrow();

    assertThat(tables.read(1)).containsSame(first);
    assertThat(tables.read(10_000_000_000L).orElseThrow()).isNotSameAs(first);
    SocketTables.Sockets later = tables.read(10_000_000_001L).orElseThrow();
    assertThat(tables.readAnew(10_000_000_002L).orElseThrow()).isNotSameAs(later);
  }

  private Map<String, Double> read(LinuxMachine machine, long nanos) {
    Reading reading = new Reading();
    counters.begin(nanos);
    machine.read(reading, counters);
    counters.keep();
    return reading.values();
  }

  private Map<String, Double> read(LinuxDisks disks, long nanos) {
    Reading reading = new Reading();
    counters.begin(nanos);
    disks.read(reading, counters);
    counters.keep();
    return reading.values();
  }

  private void write(String file, String processors, String interrupts, String switches)
      throws IOException {
    String rest = "intr %s 1 2 3 0 0\nctxt %s\nbtime 1\nprocesses 7\n";
    write(file, processors + rest.formatted(interrupts, switches));
  }

  private void write(String file, String text) throws IOException {
    Path path = proc.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  /** All but file systems, which only the machine itself has. */
  @Test
  void tellsWhatIsSaidOfHosts() throws IOException {
    Path blocks = Files.createDirectories(proc.resolve("blocks"));
    Files.createDirectories(blocks.resolve("sda"));
    write("net/dev", "Inter-|\n face |bytes\n    lo: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n");
    write("net/tcp", "heading\n");
    for (String each : new String[] {"cpu", "memory", "io"}) {
      write("pressure/" + each, "some avg10=0.00 avg60=0.00 avg300=0.00 total=5\n");
    }
    LinuxMachine machine = new LinuxMachine(proc);
    LinuxDisks disks = new LinuxDisks(proc, blocks);
    HostPressure pressure = new HostPressure(proc, counters);
    LinuxNetworks networks = new LinuxNetworks(proc);
    SocketStates sockets = new SocketStates(new SocketTables(proc));
    Set<String> names = new HashSet<>();
    for (int i = 1; i <= 2; i++) {
      write("stat", "cpu  %d 20 300 8000 100 7 13 40 0 0\ncpu0 1\n".formatted(i * 10), "1", "2");
      write("diskstats", "8 0 sda %1$d 1 100 50 %1$d 2 200 60 0 500 900\n".formatted(i));
      Reading reading = new Reading();
      counters.begin(i * 1_000_000_000L);
      machine.read(reading, counters);
      disks.read(reading, counters);
      pressure.read(reading, counters);
      networks.read(reading, counters);
      sockets.read(reading, i);
      counters.keep();
      reading.values().keySet().forEach(each -> names.add(SourceMetrics.withoutLabels(each)));
    }
    names.add(HostMetrics.FILESYSTEM_RATIO);
    names.add(HostMetrics.FILESYSTEM_FREE_BYTES);

    assertThat(names).isEqualTo(HostMetrics.ALL);
  }
}
