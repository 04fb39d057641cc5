package io.plimsoll.benchmarks.accuracy;

import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.stats.fit.ErrorScale;
import io.plimsoll.stats.fit.Observations;
import io.plimsoll.stats.scaling.ScalingModel;
import io.plimsoll.stats.scaling.UslFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.DoubleStream;

/**
 * How often 95 % intervals hold the truth when throughput follows the law but for 3 % of noise, and
 * how often the peak is found within 10 %.
 */
final class UslSimulation {
  private static final int RUNS = 1_000;
  private static final double NOISE = 0.03;

  /** Levels in units of the peak's load, besides a load of 1. */
  private static final double[] LEVELS = {0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1, 1.25, 1.5, 1.75, 2};

  private static final double[][] SYSTEMS = {
    {1_000, 0.02, 0.0005}, {250, 0.06, 0.001}, {40, 0.1, 0.003}
  };

  private UslSimulation() {}

  static List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    for (double[] system : SYSTEMS) {
      figures.addAll(figures(system));
    }
    return figures;
  }

  private static List<Figure> figures(double[] truth) {
    Random random = new Random(42);
    double peak = Math.sqrt((1 - truth[1]) / truth[2]);
    int[] held = new int[4];
    int near = 0;
    for (int run = 0; run < RUNS; run++) {
      UslFit usl = UslFit.of(noisy(truth, peak, random));
      for (int i = 0; i < truth.length; i++) {
        held[i] += usl.fit().interval(i, 0.95).contains(truth[i]) ? 1 : 0;
      }
      held[3] += usl.peakInterval().contains(peak) ? 1 : 0;
      near += Math.abs(usl.peakLoad().orElse(Double.MAX_VALUE) / peak - 1) <= 0.1 ? 1 : 0;
    }
    String name = String.format(Locale.ROOT, "σ %.2f, κ %.4f: ", truth[1], truth[2]);
    List<Figure> figures = new ArrayList<>();
    String[] what = {"λ", "σ", "κ", "the peak"};
    for (int i = 0; i < what.length; i++) {
      double share = held[i] / (double) RUNS;
      figures.add(
          Figure.of(
              name + "95 % intervals that hold " + what[i],
              percent(share),
              "93–97 %",
              share >= 0.93 && share <= 0.97));
    }
    double share = near / (double) RUNS;
    figures.add(Figure.of(name + "peaks within 10 %", percent(share), "≥ 95 %", share >= 0.95));
    return figures;
  }

  private static Observations noisy(double[] truth, double peak, Random random) {
    double[] n =
        DoubleStream.concat(DoubleStream.of(1), Arrays.stream(LEVELS).map(f -> f * peak)).toArray();
    double[] x = new double[n.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = ScalingModel.USL.at(n[i], truth) * (1 + NOISE * random.nextGaussian());
    }
    return Observations.of(n, x).with(ErrorScale.RELATIVE);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
