package io.plimsoll.benchmarks.sketch;

import io.plimsoll.stats.sketch.LatencySketch;
import java.util.Arrays;
import java.util.Random;

/** Inputs on which sketches fail, in microseconds within 0 … 24 hours; seeded. */
enum WorstCase {
  UNIFORM,
  EXPONENTIAL,
  LOGNORMAL,
  PARETO,
  /** 1 µs and 10 s, nothing between. */
  BIMODAL,
  POINT_MASS,
  SORTED,
  REVERSED,
  /** Smallest, largest, second smallest, second largest … */
  ZIGZAG,
  /** Both ends of an interval that shrinks by a third each time, over and over. */
  NESTED_BISECTION;

  private static final long SEED = 20_261_121;

  long[] values(int count) {
    Random random = new Random(SEED + ordinal());
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = value(random, i);
    }
    if (this == SORTED || this == REVERSED) {
      Arrays.sort(values);
    }
    return switch (this) {
      case REVERSED -> reversed(values);
      case NESTED_BISECTION -> bisected(random, count);
      default -> values;
    };
  }

  private long value(Random random, int i) {
    return switch (this) {
      case UNIFORM -> 1 + (long) (random.nextDouble() * 2_000_000);
      case EXPONENTIAL -> (long) (-Math.log1p(-random.nextDouble()) * 30_000);
      case PARETO -> (long) Math.min(8e10, 800 / Math.pow(1 - random.nextDouble(), 1 / 1.1));
      case BIMODAL -> random.nextInt(100) < 97 ? 1 : 10_000_000;
      case POINT_MASS -> 777_777;
      case ZIGZAG -> {
        long step = 7_919L * (i / 2 + 1);
        yield i % 2 == 0 ? step : LatencySketch.MAX_MICROS - step;
      }
      case LOGNORMAL, SORTED, REVERSED, NESTED_BISECTION ->
          (long) Math.exp(9 + 1.3 * random.nextGaussian());
    };
  }

  private static long[] reversed(long[] values) {
    long[] reversed = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      reversed[i] = values[values.length - 1 - i];
    }
    return reversed;
  }

  private static long[] bisected(Random random, int count) {
    long[] values = new long[count];
    double low = 0;
    double width = 0;
    for (int i = 0; i < count; i++) {
      if (width < 3) {
        low = random.nextInt(1_000);
        width = LatencySketch.MAX_MICROS - low;
      }
      values[i] = (long) (i % 2 == 0 ? low : low + width);
      low += width / 6;
      width *= 2.0 / 3;
    }
    return values;
  }
}
