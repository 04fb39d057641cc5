package io.plimsoll.benchmarks.accuracy;

import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.stats.compare.Change;
import io.plimsoll.stats.compare.ShiftTest;
import io.plimsoll.stats.compare.WindowedQuantile;
import io.plimsoll.stats.sketch.LatencySketch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Runs whose truth is known. Seeded: the figures are the same each time. */
final class AbSimulation {
  private static final int TESTS = 20_000;
  private static final int RUNS = 4_000;
  private static final int WINDOWS = 60;
  private static final int REQUESTS = 200;
  private static final double LEVEL = 0.01;

  private final Random random = new Random(42);

  static List<Figure> figures() {
    AbSimulation simulation = new AbSimulation();
    List<Figure> figures = new ArrayList<>();
    double free = simulation.found(0, 0);
    figures.add(
        alarms(
            "A/A, 60 windows, independent", free, free >= 0.007 && free <= 0.013, "1 % ± 0.3 %"));
    double tied = simulation.found(0.6, 0);
    figures.add(alarms("A/A, 60 windows, φ 0.6", tied, tied <= 0.02, "≤ 2 %"));
    double power = simulation.found(0, 0.1);
    figures.add(alarms("power, +10 % at cv 10 %, 60 windows", power, power >= 0.95, "≥ 95 %"));
    for (double phi : new double[] {0, 0.6}) {
      double covered = simulation.covered(phi);
      figures.add(
          alarms(
              String.format(Locale.ROOT, "95 %% intervals of a p99 change cover, φ %.1f", phi),
              covered,
              covered >= 0.93 && covered <= 0.97,
              "93–97 %"));
    }
    return figures;
  }

  private static Figure alarms(String name, double share, boolean met, String goal) {
    return Figure.of(name, String.format(Locale.ROOT, "%.2f %%", 100 * share), goal, met);
  }

  private double found(double phi, double change) {
    int found = 0;
    for (int i = 0; i < TESTS; i++) {
      double[] baseline = levels(phi, 0.1, 1);
      double[] candidate = levels(phi, 0.1, 1 + change);
      found += ShiftTest.of(baseline, candidate).pValue() < LEVEL ? 1 : 0;
    }
    return found / (double) TESTS;
  }

  /** How often the interval holds the true ratio of two p99 of log-normal latencies. */
  private double covered(double phi) {
    int covered = 0;
    for (int i = 0; i < RUNS; i++) {
      Change change =
          Change.relative(
              WindowedQuantile.of(run(phi, 20_000), 0.99),
              WindowedQuantile.of(run(phi, 22_000), 0.99));
      covered += change.lower() <= 0.1 && change.upper() >= 0.1 ? 1 : 0;
    }
    return covered / (double) RUNS;
  }

  private List<LatencySketch> run(double phi, double median) {
    List<LatencySketch> windows = new ArrayList<>();
    for (double level : levels(phi, phi == 0 ? 0 : 0.1, 0)) {
      LatencySketch window = new LatencySketch();
      for (int i = 0; i < REQUESTS; i++) {
        window.add(median * Math.exp(level + 0.5 * random.nextGaussian()));
      }
      windows.add(window);
    }
    return windows;
  }

  private double[] levels(double phi, double deviation, double mean) {
    double[] levels = new double[WINDOWS];
    double noise = random.nextGaussian();
    for (int i = 0; i < WINDOWS; i++) {
      levels[i] = mean + deviation * noise;
      noise = phi * noise + Math.sqrt(1 - phi * phi) * random.nextGaussian();
    }
    return levels;
  }
}
