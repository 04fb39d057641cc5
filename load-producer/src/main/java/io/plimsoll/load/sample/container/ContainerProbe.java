package io.plimsoll.load.sample.container;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.Probe;
import io.plimsoll.load.sample.ProbeException;
import io.plimsoll.load.sample.ProcText;
import io.plimsoll.load.sample.Reading;
import io.plimsoll.load.sample.SampleTime;
import io.plimsoll.load.scenario.SourcePlan;
import io.plimsoll.schemas.metric.ContainerMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** Reads a control group; one that is gone is looked for again, for containers get new ones. */
public final class ContainerProbe implements Probe {
  private final ContainerFinder finder;
  private final int machineCores;
  private final double machineMemoryBytes;
  private final Counters counters = new Counters();
  private ControlGroup group;

  ContainerProbe(ContainerFinder finder, int machineCores, double machineMemoryBytes) {
    this.finder = finder;
    this.machineCores = machineCores;
    this.machineMemoryBytes = machineMemoryBytes;
  }

  public static ContainerProbe open(SourcePlan.Container plan) {
    ContainerFinder finder =
        new ContainerFinder(
            plan.name(), Path.of("/proc"), Path.of("/sys/fs/cgroup"), ContainerEngine.SOCKETS);
    String memory = ProcText.read(Path.of("/proc/meminfo")).orElse("");
    return new ContainerProbe(
        finder,
        Runtime.getRuntime().availableProcessors(),
        (double) ProcText.value(memory, "MemTotal:").orElse(0) * 1024);
  }

  @Override
  public Reading read(SampleTime now) throws IOException {
    if (group == null || !group.exists()) {
      group = null;
      group = finder.find();
    }
    GroupFigures figures = group.read();
    if (figures.cpuSeconds().isEmpty() && figures.memoryBytes().isEmpty()) {
      group = null;
      throw new ProbeException("its control group has neither processor nor memory figures");
    }
    counters.begin(now.nanos());
    Reading reading = new Reading();
    processor(figures, reading);
    memory(figures, reading);
    put(reading, ContainerMetrics.PROCESSES, figures.processes());
    put(reading, ContainerMetrics.OOM_KILLS, figures.oomKills());
    rate(reading, ContainerMetrics.READ_BYTES_PER_SECOND, figures.readBytes());
    rate(reading, ContainerMetrics.WRITE_BYTES_PER_SECOND, figures.writtenBytes());
    figures.pressures().forEach((metric, ratio) -> reading.put(metric, ratio));
    counters.keep();
    return reading;
  }

  private void processor(GroupFigures figures, Reading reading) {
    double limit = figures.cpuLimitCores().orElse(machineCores);
    OptionalDouble used = increase("cpu", figures.cpuSeconds());
    if (used.isPresent()) {
      double cores = used.getAsDouble() / counters.seconds();
      reading.put(ContainerMetrics.CPU_CORES, cores);
      reading.ratio(ContainerMetrics.CPU_RATIO, cores, limit);
    }
    OptionalDouble periods = increase("periods", figures.periods());
    OptionalDouble throttled = increase("throttled", figures.throttledPeriods());
    reading.ratio(ContainerMetrics.CPU_THROTTLED_RATIO, throttled.orElse(0), periods.orElse(0));
  }

  private void memory(GroupFigures figures, Reading reading) {
    put(reading, ContainerMetrics.MEMORY_USED_BYTES, figures.memoryBytes());
    put(reading, ContainerMetrics.MEMORY_LIMIT_BYTES, figures.memoryLimitBytes());
    if (figures.memoryBytes().isPresent()) {
      double limit = figures.memoryLimitBytes().orElse(machineMemoryBytes);
      reading.ratio(ContainerMetrics.MEMORY_RATIO, figures.memoryBytes().getAsDouble(), limit);
    }
  }

  private OptionalDouble increase(String counter, OptionalDouble value) {
    return value.isEmpty() ? value : counters.increase(counter, value.getAsDouble());
  }

  private void rate(Reading reading, String metric, OptionalDouble value) {
    if (value.isPresent()) {
      counters.rate(reading, metric, value.getAsDouble());
    }
  }

  private static void put(Reading reading, String metric, OptionalDouble value) {
    if (value.isPresent()) {
      reading.put(metric, value.getAsDouble());
    }
  }
}
