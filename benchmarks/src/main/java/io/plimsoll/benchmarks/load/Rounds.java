package io.plimsoll.benchmarks.load;

import io.plimsoll.benchmarks.figures.Medians;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** All rounds of a comparison. Generators are compared with each other round by round. */
final class Rounds {
  private final List<Round> all = new ArrayList<>();

  void add(Round round) {
    all.add(round);
  }

  List<Round> all() {
    return all;
  }

  List<Round> of(String generator) {
    return all.stream().filter(each -> each.generator().equals(generator)).toList();
  }

  List<String> generators() {
    return all.stream().map(Round::generator).distinct().toList();
  }

  boolean has(String generator) {
    return !of(generator).isEmpty();
  }

  double median(String generator, ToDoubleFunction<Round> figure) {
    return Medians.of(of(generator).stream().mapToDouble(figure).toArray());
  }

  /**
   * The median of the ratios of rounds that lie beside each other: the kernel's cost changes within
   * minutes and is then the same for both.
   */
  double ratio(String generator, String to, ToDoubleFunction<Round> figure) {
    List<Round> ours = of(generator);
    List<Round> theirs = of(to);
    double[] ratios = new double[Math.min(ours.size(), theirs.size())];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = figure.applyAsDouble(ours.get(i)) / figure.applyAsDouble(theirs.get(i));
    }
    return Medians.of(ratios);
  }

  String markdown() {
    StringBuilder table =
        new StringBuilder(
            "| generator | CPU s per 1 M requests: min | median | max | of it user, median"
                + " | requests/s, median |\n|---|---:|---:|---:|---:|---:|\n");
    generators().stream()
        .sorted(Comparator.comparingDouble(each -> median(each, Round::cpuPerMillion)))
        .forEach(each -> table.append(row(each)));
    return table.toString();
  }

  private String row(String generator) {
    double[] cpu = of(generator).stream().mapToDouble(Round::cpuPerMillion).sorted().toArray();
    return String.format(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %.2f | %.2f | %,.0f |%n",
        generator,
        cpu[0],
        Medians.of(cpu),
        cpu[cpu.length - 1],
        median(generator, Round::userPerMillion),
        median(generator, Round::requestsPerSecond));
  }
}
