package io.plimsoll.load.sample.process;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.Probe;
import io.plimsoll.load.sample.ProbeException;
import io.plimsoll.load.sample.Reading;
import io.plimsoll.load.sample.SampleTime;
import io.plimsoll.load.sample.SocketTables;
import io.plimsoll.load.scenario.SourcePlan;
import io.plimsoll.schemas.metric.ProcessMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads all processes that match, added up. Those that match are looked for anew now and then, and
 * as soon as one is gone.
 */
public final class ProcessProbe implements Probe {
  private static final Path PROC = Path.of("/proc");
  private static final long LOOK_AGAIN_NANOS = 9_500_000_000L;

  private final ProcessFinder finder;
  private final ProcessReader reader;
  private final Counters counters = new Counters();
  private Set<Long> pids = Set.of();
  private long foundAtNanos;

  private ProcessProbe(ProcessFinder finder, ProcessReader reader) {
    this.finder = finder;
    this.reader = reader;
  }

  /** For one of the plans that are about processes. */
  public static ProcessProbe open(SourcePlan plan, SocketTables tables) {
    boolean linux = Files.isReadable(PROC.resolve("self/stat"));
    ProcessReader reader = linux ? new LinuxProcesses(PROC) : new OshiProcesses();
    return new ProcessProbe(ProcessFinder.of(plan, PROC, tables), reader);
  }

  @Override
  public Reading read(SampleTime now) throws IOException {
    if (pids.isEmpty() || now.nanos() - foundAtNanos > LOOK_AGAIN_NANOS) {
      find(now);
    }
    Sum sum = sum(now);
    if (sum.processes < pids.size()) {
      find(now);
      sum = sum(now);
    }
    if (sum.processes == 0) {
      pids = Set.of();
      throw new ProbeException(finder.absent());
    }
    Reading reading = sum.reading();
    counters.keep();
    return reading;
  }

  private void find(SampleTime now) {
    pids = new TreeSet<>(finder.find());
    foundAtNanos = now.nanos();
  }

  private Sum sum(SampleTime now) {
    counters.begin(now.nanos());
    Sum sum = new Sum();
    pids.forEach(pid -> reader.read(pid, now.nanos()).ifPresent(sum::add));
    return sum;
  }

  /** What all of them use together. */
  private final class Sum {
    private int processes;
    private double cpuSeconds;
    private double switches;
    private double readBytes;
    private double writtenBytes;
    private boolean rated;
    private double residentBytes;
    private double threads;
    private double descriptors;
    private double uptime;

    void add(ProcessFigures of) {
      processes++;
      residentBytes += (double) of.residentBytes();
      threads += of.threads();
      descriptors += of.descriptors().orElse(Double.NaN);
      uptime = Math.max(uptime, of.uptimeSeconds());
      OptionalDouble cpu = counters.increase("cpu " + of.identity(), of.cpuSeconds());
      rated |= cpu.isPresent();
      cpuSeconds += cpu.orElse(0);
      switches += of.contextSwitchesPerSecond().orElse(Double.NaN);
      readBytes += increase("read", of.identity(), of.readBytes());
      writtenBytes += increase("written", of.identity(), of.writtenBytes());
    }

    /** What the system does not tell makes the sum unknown. */
    private double increase(String what, String identity, OptionalDouble value) {
      return value.isEmpty()
          ? Double.NaN
          : counters.increase(what + " " + identity, value.getAsDouble()).orElse(0);
    }

    Reading reading() {
      Reading reading = new Reading();
      reading.put(ProcessMetrics.PROCESSES, processes);
      reading.put(ProcessMetrics.MEMORY_RSS_BYTES, residentBytes);
      reading.ratio(ProcessMetrics.MEMORY_RATIO, residentBytes, (double) reader.memoryBytes());
      reading.put(ProcessMetrics.THREADS, threads);
      reading.put(ProcessMetrics.OPEN_DESCRIPTORS, descriptors);
      reading.put(ProcessMetrics.UPTIME_SECONDS, uptime);
      if (rated) {
        double seconds = counters.seconds();
        reading.put(ProcessMetrics.CPU_CORES, cpuSeconds / seconds);
        int cores = Runtime.getRuntime().availableProcessors();
        reading.put(ProcessMetrics.CPU_RATIO, cpuSeconds / seconds / cores);
        reading.put(ProcessMetrics.CONTEXT_SWITCHES_PER_SECOND, switches);
        reading.put(ProcessMetrics.READ_BYTES_PER_SECOND, readBytes / seconds);
        reading.put(ProcessMetrics.WRITE_BYTES_PER_SECOND, writtenBytes / seconds);
      }
      return reading;
    }
  }
}
