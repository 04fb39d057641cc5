package io.plimsoll.benchmarks.soak;

import io.plimsoll.benchmarks.figures.Slope;
import io.plimsoll.benchmarks.pipeline.WorkingDirectory;
import io.plimsoll.benchmarks.process.ProcessProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Memory and disk against the hours of event time that have been analysed. For one thread. */
final class SoakSeries {
  static final double MEGABYTE = 1 << 20;

  /**
   * One look.
   *
   * @param hour of event time
   * @param heapMegabytes heap right after a full collection, MiB
   * @param residentMegabytes resident memory, MiB
   * @param stateMegabytes state directory, MiB
   * @param outputMegabytes the broker's directory without the outcomes, MiB
   */
  record Sample(
      double hour,
      double heapMegabytes,
      double residentMegabytes,
      double stateMegabytes,
      double outputMegabytes) {}

  private final ProcessProbe probe;
  private final Path state;
  private final Path broker;
  private final String outcomes;
  private final List<Sample> samples = new ArrayList<>();

  /**
   * @param outcomes name of the topic that does not count
   */
  SoakSeries(ProcessProbe probe, Path state, Path broker, String outcomes) {
    this.probe = probe;
    this.state = state;
    this.broker = broker;
    this.outcomes = outcomes;
  }

  void look(double hour) throws InterruptedException {
    OptionalLong heap = probe.heapLiveBytes();
    OptionalLong resident = probe.residentBytes();
    if (heap.isPresent() && resident.isPresent()) {
      samples.add(
          new Sample(
              hour,
              heap.getAsLong() / MEGABYTE,
              resident.getAsLong() / MEGABYTE,
              WorkingDirectory.bytes(state) / MEGABYTE,
              outputBytes() / MEGABYTE));
    }
  }

  private long outputBytes() {
    try (Stream<Path> partitions = Files.list(broker)) {
      return partitions
          .filter(path -> !path.getFileName().toString().startsWith(outcomes))
          .mapToLong(WorkingDirectory::bytes)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The highest heap right after a collection; 0 without samples. */
  double highestHeapMegabytes() {
    return samples.stream().mapToDouble(Sample::heapMegabytes).max().orElse(0);
  }

  List<Sample> samples() {
    return List.copyOf(samples);
  }

  /** Growth per hour of event time, after this hour. */
  Slope perHour(double afterHour, ToDoubleFunction<Sample> what) {
    List<Sample> later = samples.stream().filter(s -> s.hour() > afterHour).toList();
    return Slope.of(
        later.stream().mapToDouble(Sample::hour).toArray(),
        later.stream().mapToDouble(what).toArray());
  }
}
