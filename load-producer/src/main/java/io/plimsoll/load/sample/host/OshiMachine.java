package io.plimsoll.load.sample.host;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.Reading;
import io.plimsoll.schemas.metric.HostMetrics;
import java.util.Arrays;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.VirtualMemory;
import oshi.software.os.FileSystem;

/** The machine as OSHI tells of it, for systems without /proc. */
final class OshiMachine implements Machine {
  private final CentralProcessor processor;
  private final GlobalMemory memory;
  private final FileSystem fileSystem;
  private final CpuShares shares = new CpuShares();

  OshiMachine(SystemInfo system) {
    this.processor = system.getHardware().getProcessor();
    this.memory = system.getHardware().getMemory();
    this.fileSystem = system.getOperatingSystem().getFileSystem();
    shares.begin(ticks());
  }

  private double[] ticks() {
    return Arrays.stream(processor.getSystemCpuLoadTicks()).asDoubleStream().toArray();
  }

  @Override
  public void read(Reading reading, Counters counters) {
    shares.read(ticks(), reading);
    reading.put(HostMetrics.CORES, processor.getLogicalProcessorCount());
    double[] load = processor.getSystemLoadAverage(3);
    reading.put(HostMetrics.LOAD_1M, known(load[0]));
    reading.put(HostMetrics.LOAD_5M, known(load[1]));
    reading.put(HostMetrics.LOAD_15M, known(load[2]));
    double switches = (double) processor.getContextSwitches();
    counters.rate(reading, HostMetrics.CONTEXT_SWITCHES_PER_SECOND, switches);
    counters.rate(reading, HostMetrics.INTERRUPTS_PER_SECOND, (double) processor.getInterrupts());
    VirtualMemory virtual = memory.getVirtualMemory();
    MemoryFigures.put(
        reading,
        (double) memory.getTotal(),
        (double) memory.getAvailable(),
        (double) virtual.getSwapTotal(),
        (double) virtual.getSwapUsed());
    double open = (double) fileSystem.getOpenFileDescriptors();
    reading.put(HostMetrics.OPEN_DESCRIPTORS, open);
    reading.ratio(
        HostMetrics.OPEN_DESCRIPTORS_RATIO, open, (double) fileSystem.getMaxFileDescriptors());
  }

  /** OSHI says a negative number where the system does not tell. */
  private static double known(double value) {
    return value < 0 ? Double.NaN : value;
  }
}
