package io.plimsoll.load.sample.host;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.Probe;
import io.plimsoll.load.sample.Reading;
import io.plimsoll.load.sample.SampleTime;
import java.nio.file.Path;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;
import oshi.hardware.GlobalMemory;
import oshi.hardware.VirtualMemory;
import oshi.software.os.FileSystem;
import oshi.software.os.OperatingSystem;

/** Reads the machine, by OSHI; disks and sockets from /proc where there is one. */
public final class HostProbe implements Probe {
  private static final Path PROC = Path.of("/proc");
  private static final long SLOW_NANOS = 9_500_000_000L;

  private final CentralProcessor processor;
  private final GlobalMemory memory;
  private final FileSystem fileSystem;
  private final Counters counters = new Counters();
  private final Disks disks;
  private final Networks networks;
  private final FileSystems fileSystems;
  private final Sockets sockets = new Sockets(PROC);
  private final HostPressure pressure = new HostPressure(PROC);
  private long[] ticksBefore;
  private long slowAtNanos;

  private HostProbe(SystemInfo system) {
    OperatingSystem os = system.getOperatingSystem();
    this.processor = system.getHardware().getProcessor();
    this.memory = system.getHardware().getMemory();
    this.fileSystem = os.getFileSystem();
    this.disks = Disks.of(PROC, system.getHardware());
    this.networks = new Networks(system.getHardware());
    this.fileSystems = new FileSystems(fileSystem);
    this.ticksBefore = processor.getSystemCpuLoadTicks();
  }

  /** Finds out what the machine has: takes about half a second of processor time. */
  public static HostProbe open() {
    return new HostProbe(new SystemInfo());
  }

  @Override
  public Reading read(SampleTime now) {
    Reading reading = new Reading();
    counters.begin(now.nanos());
    processor(reading);
    memory(reading);
    descriptors(reading);
    disks.read(reading, counters);
    networks.read(reading, counters);
    pressure.read(reading, counters);
    boolean slow = slowAtNanos == 0 || now.nanos() - slowAtNanos > SLOW_NANOS;
    if (slow) {
      slowAtNanos = now.nanos();
      fileSystems.read(reading);
    }
    sockets.read(reading, slow);
    counters.keep();
    return reading;
  }

  private void processor(Reading reading) {
    long[] ticks = processor.getSystemCpuLoadTicks();
    double[] spent = new double[ticks.length];
    double all = 0;
    for (int i = 0; i < ticks.length; i++) {
      spent[i] = (double) Math.max(0, ticks[i] - ticksBefore[i]);
      all += spent[i];
    }
    ticksBefore = ticks;
    double idle = of(spent, TickType.IDLE);
    double waiting = of(spent, TickType.IOWAIT);
    reading.ratio("cpu_ratio", all - idle - waiting, all);
    reading.ratio("cpu_user_ratio", of(spent, TickType.USER), all);
    reading.ratio("cpu_nice_ratio", of(spent, TickType.NICE), all);
    reading.ratio("cpu_system_ratio", of(spent, TickType.SYSTEM), all);
    reading.ratio("cpu_iowait_ratio", waiting, all);
    double interrupts = of(spent, TickType.IRQ) + of(spent, TickType.SOFTIRQ);
    reading.ratio("cpu_irq_ratio", interrupts, all);
    reading.ratio("cpu_steal_ratio", of(spent, TickType.STEAL), all);
    reading.ratio("cpu_idle_ratio", idle, all);
    reading.put("cores", processor.getLogicalProcessorCount());
    double[] load = processor.getSystemLoadAverage(3);
    reading.put("load_1m", known(load[0]));
    reading.put("load_5m", known(load[1]));
    reading.put("load_15m", known(load[2]));
    double switches = (double) processor.getContextSwitches();
    counters.rate(reading, "context_switches_per_second", switches);
    counters.rate(reading, "interrupts_per_second", (double) processor.getInterrupts());
  }

  private static double of(double[] spent, TickType type) {
    return spent[type.getIndex()];
  }

  /** OSHI says a negative number where the system does not tell. */
  private static double known(double value) {
    return value < 0 ? Double.NaN : value;
  }

  private void memory(Reading reading) {
    double total = (double) memory.getTotal();
    double available = (double) memory.getAvailable();
    reading.ratio("memory_ratio", total - available, total);
    reading.put("memory_used_bytes", total - available);
    reading.put("memory_available_bytes", available);
    reading.put("memory_total_bytes", total);
    VirtualMemory virtual = memory.getVirtualMemory();
    double swap = (double) virtual.getSwapTotal();
    reading.put("swap_used_bytes", (double) virtual.getSwapUsed());
    reading.put("swap_ratio", swap > 0 ? (double) virtual.getSwapUsed() / swap : 0);
  }

  private void descriptors(Reading reading) {
    double open = (double) fileSystem.getOpenFileDescriptors();
    reading.put("open_descriptors", open);
    reading.ratio("open_descriptors_ratio", open, (double) fileSystem.getMaxFileDescriptors());
  }
}
