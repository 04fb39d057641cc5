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
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Memory and disk against the hours of event time that have been analysed. For one thread. */
final class SoakSeries {
  static final double MEGABYTE = 1 << 20;

  private static final Pattern PARTITION = Pattern.compile(".+-\\d+");

  /**
   * One look.
   *
   * @param hour of event time
   * @param heapMegabytes heap right after a full collection, MiB
   * @param residentMegabytes resident memory, MiB
   * @param stateMegabytes state directory, MiB
   * @param topicMegabytes of each topic but the outcomes on the broker's disk, MiB
   */
  record Sample(
      double hour,
      double heapMegabytes,
      double residentMegabytes,
      double stateMegabytes,
      Map<String, Double> topicMegabytes) {
    Sample {
      topicMegabytes = Map.copyOf(topicMegabytes);
    }

    /** Of one topic; 0 when it was not there. */
    double megabytesOf(String topic) {
      return topicMegabytes.getOrDefault(topic, 0.0);
    }

    /** Of all but that one. */
    double megabytesWithout(String topic) {
      return topicMegabytes.values().stream().mapToDouble(each -> each).sum() - megabytesOf(topic);
    }
  }

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
              topicMegabytes()));
    }
  }

  private Map<String, Double> topicMegabytes() {
    try (Stream<Path> directories = Files.list(broker)) {
      return directories
          .filter(path -> PARTITION.matcher(path.getFileName().toString()).matches())
          .filter(path -> !path.getFileName().toString().startsWith(outcomes))
          .collect(
              Collectors.groupingBy(
                  SoakSeries::topic,
                  Collectors.summingDouble(path -> WorkingDirectory.bytes(path) / MEGABYTE)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String topic(Path partition) {
    String name = partition.getFileName().toString();
    return name.substring(0, name.lastIndexOf('-'));
  }

  /** The highest heap right after a collection; 0 without samples. */
  double highestHeapMegabytes() {
    return samples.stream().mapToDouble(Sample::heapMegabytes).max().orElse(0);
  }

  List<Sample> samples() {
    return List.copyOf(samples);
  }

  /** The newest look. */
  Sample last() {
    return samples.get(samples.size() - 1);
  }

  /** Growth per hour of event time, after this hour. */
  Slope perHour(double afterHour, ToDoubleFunction<Sample> what) {
    List<Sample> later = samples.stream().filter(s -> s.hour() > afterHour).toList();
    return Slope.of(
        later.stream().mapToDouble(Sample::hour).toArray(),
        later.stream().mapToDouble(what).toArray());
  }
}
