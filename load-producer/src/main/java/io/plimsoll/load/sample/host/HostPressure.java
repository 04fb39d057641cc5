package io.plimsoll.load.sample.host;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.Counters.Counter;
import io.plimsoll.load.sample.ProcWords;
import io.plimsoll.load.sample.Reading;
import io.plimsoll.schemas.metric.HostMetrics;
import java.nio.file.Path;
import java.util.List;

/**
 * The share of time in which some task waited for the processor, memory or a disk, as Linux counts
 * it (pressure stall information); nothing where it does not. For one thread.
 */
final class HostPressure {
  private static final double MICROS = 1e6;
  private static final byte[] SOME = ProcWords.bytes("some ");
  private static final byte[] TOTAL = ProcWords.bytes("total=");

  private final List<Resource> resources;

  /**
   * @param proc where the process file system is
   */
  HostPressure(Path proc, Counters counters) {
    Path directory = proc.resolve("pressure");
    this.resources =
        List.of(
            Resource.of(directory, "cpu", HostMetrics.CPU_PRESSURE_RATIO, counters),
            Resource.of(directory, "memory", HostMetrics.MEMORY_PRESSURE_RATIO, counters),
            Resource.of(directory, "io", HostMetrics.IO_PRESSURE_RATIO, counters));
  }

  /** What is waited for. */
  private record Resource(String metric, ProcWords file, Counter counter) {
    static Resource of(Path directory, String name, String metric, Counters counters) {
      ProcWords file = ProcWords.ofRecord(directory.resolve(name));
      return new Resource(metric, file, counters.counter(metric));
    }
  }

  void read(Reading reading, Counters counters) {
    for (Resource each : resources) {
      if (!each.file.read()) {
        return; // a kernel without it: the figures are optional
      }
      if (each.file.takes(SOME)) {
        each.file.skip(3); // means of 10, 60 and 300 s
        each.file.toWord();
        if (each.file.takes(TOTAL)) {
          counters
              .increase(each.counter, each.file.number() / MICROS)
              .ifPresent(more -> reading.put(each.metric, more / counters.seconds()));
        }
      }
    }
  }
}
