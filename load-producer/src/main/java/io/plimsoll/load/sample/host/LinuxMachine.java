package io.plimsoll.load.sample.host;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.ProcWords;
import io.plimsoll.load.sample.Reading;
import io.plimsoll.schemas.metric.HostMetrics;
import java.nio.file.Path;

/**
 * The machine from /proc: each file is read once for all that is in it. Fields as in the kernel's
 * Documentation/filesystems/proc.rst.
 */
final class LinuxMachine implements Machine {
  private static final byte[] CPU = ProcWords.bytes("cpu");
  private static final byte[] ALL = ProcWords.bytes(" ");
  private static final byte[] INTERRUPTS = ProcWords.bytes("intr ");
  private static final byte[] SWITCHES = ProcWords.bytes("ctxt ");
  private static final byte[] TOTAL = ProcWords.bytes("MemTotal:");
  private static final byte[] AVAILABLE = ProcWords.bytes("MemAvailable:");
  private static final byte[] SWAP_TOTAL = ProcWords.bytes("SwapTotal:");
  private static final byte[] SWAP_FREE = ProcWords.bytes("SwapFree:");
  private static final double KIBI = 1024;

  private final ProcWords stat;
  private final ProcWords load;
  private final ProcWords memory;
  private final ProcWords descriptors;
  private final CpuShares shares = new CpuShares();
  private final double[] ticks = new double[CpuShares.MODES];
  private int cores;
  private double interrupts;
  private double switches;

  LinuxMachine(Path proc) {
    this.stat = ProcWords.ofRecord(proc.resolve("stat"));
    this.load = ProcWords.ofRecord(proc.resolve("loadavg"));
    this.memory = ProcWords.ofRecord(proc.resolve("meminfo"));
    this.descriptors = ProcWords.ofRecord(proc.resolve("sys/fs/file-nr"));
    stat();
    shares.begin(ticks);
  }

  @Override
  public void read(Reading reading, Counters counters) {
    if (stat()) {
      shares.read(ticks, reading);
      reading.put(HostMetrics.CORES, cores);
      counters.rate(reading, HostMetrics.CONTEXT_SWITCHES_PER_SECOND, switches);
      counters.rate(reading, HostMetrics.INTERRUPTS_PER_SECOND, interrupts);
    }
    if (load.read()) {
      reading.put(HostMetrics.LOAD_1M, load.number());
      reading.put(HostMetrics.LOAD_5M, load.number());
      reading.put(HostMetrics.LOAD_15M, load.number());
    }
    memory(reading);
    if (descriptors.read()) {
      double open = descriptors.number();
      descriptors.skip(1);
      reading.put(HostMetrics.OPEN_DESCRIPTORS, open);
      reading.ratio(HostMetrics.OPEN_DESCRIPTORS_RATIO, open, descriptors.number());
    }
  }

  /** Processors come first, then the interrupts, then what else is wanted. */
  private boolean stat() {
    if (!stat.read()) {
      return false;
    }
    cores = 0;
    switches = Double.NaN;
    while (stat.hasMore() && Double.isNaN(switches)) {
      if (stat.takes(CPU)) {
        if (stat.takes(ALL)) {
          for (int i = 0; i < ticks.length; i++) {
            ticks[i] = stat.number();
          }
        } else {
          cores++;
        }
      } else if (stat.takes(INTERRUPTS)) {
        interrupts = stat.number();
      } else if (stat.takes(SWITCHES)) {
        switches = stat.number();
      }
      stat.nextLine();
    }
    return true;
  }

  private void memory(Reading reading) {
    if (!memory.read()) {
      return;
    }
    double total = Double.NaN;
    double available = Double.NaN;
    double swap = Double.NaN;
    double swapFree = Double.NaN;
    while (memory.hasMore() && Double.isNaN(swapFree)) {
      if (memory.takes(TOTAL)) {
        total = memory.number() * KIBI;
      } else if (memory.takes(AVAILABLE)) {
        available = memory.number() * KIBI;
      } else if (memory.takes(SWAP_TOTAL)) {
        swap = memory.number() * KIBI;
      } else if (memory.takes(SWAP_FREE)) {
        swapFree = memory.number() * KIBI;
      }
      memory.nextLine();
    }
    MemoryFigures.put(reading, total, available, swap, swap - swapFree);
  }
}
