package io.plimsoll.benchmarks.pipeline;

import io.plimsoll.benchmarks.figures.Medians;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a subject reached, medians of its rounds.
 *
 * @param title the subject
 * @param records it was measured over
 * @param recordsPerSecond until the last of them
 * @param cpuMicrosPerRecord CPU time of its process
 * @param further other figures by name
 */
record Measured(
    String title,
    long records,
    double recordsPerSecond,
    double cpuMicrosPerRecord,
    Map<String, Double> further) {
  Measured {
    further = Map.copyOf(further);
  }

  static Measured medians(List<Measured> rounds) {
    Measured first = rounds.get(0);
    return new Measured(
        first.title,
        first.records,
        Medians.of(rounds.stream().mapToDouble(Measured::recordsPerSecond).toArray()),
        Medians.of(rounds.stream().mapToDouble(Measured::cpuMicrosPerRecord).toArray()),
        first.further.keySet().stream()
            .collect(
                Collectors.toMap(
                    name -> name,
                    name ->
                        Medians.of(
                            rounds.stream()
                                .mapToDouble(round -> round.further().get(name))
                                .toArray()))));
  }

  /** Records for each second of CPU time. */
  double recordsPerCpuSecond() {
    return 1e6 / cpuMicrosPerRecord;
  }
}
