package io.plimsoll.benchmarks.backbone;

import io.plimsoll.benchmarks.figures.Slope;
import io.plimsoll.benchmarks.process.ProcessProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Resident memory and heap of a process over time. For one thread. */
final class MemorySeries {
  static final double MEGABYTE = 1 << 20;

  /**
   * One look.
   *
   * @param second since the process was started
   * @param residentMegabytes resident memory, MiB
   * @param heapMegabytes heap in use with its garbage, MiB; NaN when the JVM did not answer
   */
  record Sample(double second, double residentMegabytes, double heapMegabytes) {}

  private final ProcessProbe probe;
  private final long begunNanos;
  private final List<Sample> samples = new ArrayList<>();

  MemorySeries(ProcessProbe probe, long begunNanos) {
    this.probe = probe;
    this.begunNanos = begunNanos;
  }

  /** Looks until the process ends. */
  void follow(Process process, Duration interval) throws InterruptedException {
    while (!process.waitFor(interval.toMillis(), TimeUnit.MILLISECONDS)) {
      double second = (System.nanoTime() - begunNanos) / 1e9;
      var resident = probe.residentBytes();
      var heap = probe.heapUsedBytes();
      if (resident.isPresent()) {
        samples.add(
            new Sample(
                second,
                resident.getAsLong() / MEGABYTE,
                heap.isPresent() ? heap.getAsLong() / MEGABYTE : Double.NaN));
      }
    }
  }

  List<Sample> samples() {
    return List.copyOf(samples);
  }

  /** The largest resident memory seen, MiB; 0 when none was. */
  double highest() {
    return samples.stream().mapToDouble(Sample::residentMegabytes).max().orElse(0);
  }

  /** Growth per minute, MiB, within these seconds. */
  Slope perMinute(double fromSecond, double toSecond) {
    List<Sample> within =
        samples.stream().filter(s -> s.second() >= fromSecond && s.second() <= toSecond).toList();
    return Slope.of(
            within.stream().mapToDouble(Sample::second).toArray(),
            within.stream().mapToDouble(Sample::residentMegabytes).toArray())
        .times(60);
  }
}
