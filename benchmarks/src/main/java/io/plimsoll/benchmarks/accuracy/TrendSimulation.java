package io.plimsoll.benchmarks.accuracy;

import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.stats.trend.DriftTest;
import io.plimsoll.stats.trend.MannKendall;
import io.plimsoll.stats.trend.TrendTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How often each test finds a drift of 0 and of 2 standard deviations over a run of first-order
 * autoregressive noise. A goal is met when the exact figure is not excluded by the simulation's own
 * error of two standard errors.
 */
final class TrendSimulation {
  private static final int RUNS = 1_000;
  private static final double LEVEL = 0.05;

  private TrendSimulation() {}

  static List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    for (int n : new int[] {120, 240}) {
      for (double phi : new double[] {0, 0.3, 0.6}) {
        String name = String.format(Locale.ROOT, "n %d, φ %.1f: ", n, phi);
        Share none = share(n, phi, 0);
        Share two = share(n, phi, 2);
        figures.add(
            Figure.of(
                name + "false alarms (Mann–Kendall, Hamed–Rao)",
                none.text(),
                "≤ 5 %",
                none.ours <= LEVEL + none.doubt()));
        figures.add(
            Figure.of(
                name + "power at 2 sd (Mann–Kendall, Hamed–Rao)",
                two.text(),
                "≥ 95 %",
                two.ours >= 0.95 - two.doubt()));
      }
    }
    return figures;
  }

  private record Share(double ours, double plain, double hamedRao) {
    double doubt() {
      return 2 * Math.sqrt(Math.max(ours * (1 - ours), 0.01) / RUNS);
    }

    String text() {
      return String.format(
          Locale.ROOT, "%.1f %% (%.1f, %.1f)", 100 * ours, 100 * plain, 100 * hamedRao);
    }
  }

  private static Share share(int n, double phi, double drift) {
    Random random = new Random(42);
    int ours = 0;
    int plain = 0;
    int hamedRao = 0;
    for (int run = 0; run < RUNS; run++) {
      double[] values = noise(n, phi, drift, random);
      ours += DriftTest.of(values).drifts(LEVEL) ? 1 : 0;
      plain += found(MannKendall.test(values));
      hamedRao += found(MannKendall.hamedRao(values));
    }
    return new Share(ours / (double) RUNS, plain / (double) RUNS, hamedRao / (double) RUNS);
  }

  private static int found(TrendTest test) {
    return test.pValue() < LEVEL ? 1 : 0;
  }

  private static double[] noise(int n, double phi, double drift, Random random) {
    double[] values = new double[n];
    double noise = random.nextGaussian();
    for (int i = 0; i < n; i++) {
      values[i] = noise + drift * i / (n - 1.0);
      noise = phi * noise + Math.sqrt(1 - phi * phi) * random.nextGaussian();
    }
    return values;
  }
}
