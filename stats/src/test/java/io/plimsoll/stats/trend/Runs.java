package io.plimsoll.stats.trend;

import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Seeded levels over a run: a course plus noise that hangs together. */
final class Runs {
  private Runs() {}

  /**
   * @param n steps
   * @param phi of the first-order autoregression
   * @param deviation its marginal standard deviation
   */
  static double[] of(int n, double phi, double deviation, long seed, IntToDoubleFunction course) {
    Random random = new Random(seed);
    double[] values = new double[n];
    double noise = random.nextGaussian();
    for (int i = 0; i < n; i++) {
      values[i] = course.applyAsDouble(i) + deviation * noise;
      noise = phi * noise + Math.sqrt(1 - phi * phi) * random.nextGaussian();
    }
    return values;
  }
}
