package io.plimsoll.benchmarks.data;

import java.util.Random;

/** Latencies around 20 ms, lognormal, the same ones every time. Immutable. */
final class Latencies {
  private static final int POOL = 1 << 16;
  private static final long SEED = 20_261_121;
  private static final double MEDIAN_MICROS = 20_000;
  private static final double SIGMA = 0.8;

  private final long[] micros = new long[POOL];

  Latencies() {
    Random random = new Random(SEED);
    for (int i = 0; i < POOL; i++) {
      micros[i] = Math.max(1, (long) (MEDIAN_MICROS * Math.exp(SIGMA * random.nextGaussian())));
    }
  }

  long micros(long index) {
    return micros[(int) (index & (POOL - 1))];
  }
}
