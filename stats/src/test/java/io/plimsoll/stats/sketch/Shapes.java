package io.plimsoll.stats.sketch;

import java.util.Arrays;
import java.util.Random;

/** The inputs on which sketches fail, in microseconds within 0 … 24 hours; seeded. */
enum Shapes {
  UNIFORM {
    @Override
    long value(Random random, int i, int n) {
      return 1 + (long) (random.nextDouble() * 2_000_000);
    }
  },
  EXPONENTIAL {
    @Override
    long value(Random random, int i, int n) {
      return (long) (-Math.log1p(-random.nextDouble()) * 30_000);
    }
  },
  LOGNORMAL {
    @Override
    long value(Random random, int i, int n) {
      return (long) Math.exp(9 + 1.3 * random.nextGaussian());
    }
  },
  PARETO {
    @Override
    long value(Random random, int i, int n) {
      return (long) Math.min(8e10, 800 / Math.pow(1 - random.nextDouble(), 1 / 1.1));
    }
  },
  /** 1 µs and 10 s, nothing between. */
  BIMODAL {
    @Override
    long value(Random random, int i, int n) {
      return random.nextInt(100) < 97 ? 1 : 10_000_000;
    }
  },
  POINT_MASS {
    @Override
    long value(Random random, int i, int n) {
      return 777_777;
    }
  },
  SORTED {
    @Override
    long[] values(int n, long seed) {
      long[] sorted = LOGNORMAL.values(n, seed);
      Arrays.sort(sorted);
      return sorted;
    }
  },
  REVERSED {
    @Override
    long[] values(int n, long seed) {
      long[] sorted = SORTED.values(n, seed);
      long[] reversed = new long[n];
      for (int i = 0; i < n; i++) {
        reversed[i] = sorted[n - 1 - i];
      }
      return reversed;
    }
  },
  /** Smallest, largest, second smallest, second largest … */
  ZIGZAG {
    @Override
    long value(Random random, int i, int n) {
      long step = 7_919L * (i / 2 + 1);
      return i % 2 == 0 ? step : LatencySketch.MAX_MICROS - step;
    }
  },
  /** Both ends of an interval that shrinks by a third each time, over and over. */
  NESTED_BISECTION {
    @Override
    long[] values(int n, long seed) {
      Random random = new Random(seed);
      long[] values = new long[n];
      double low = 0;
      double width = 0;
      for (int i = 0; i < n; i++) {
        if (width < 3) {
          low = random.nextInt(1000);
          width = LatencySketch.MAX_MICROS - low;
        }
        values[i] = (long) (i % 2 == 0 ? low : low + width);
        low += width / 6;
        width *= 2.0 / 3;
      }
      return values;
    }
  };

  long[] values(int n, long seed) {
    Random random = new Random(seed);
    long[] values = new long[n];
    for (int i = 0; i < n; i++) {
      values[i] = value(random, i, n);
    }
    return values;
  }

  long value(Random random, int i, int n) {
    throw new UnsupportedOperationException(name());
  }

  static LatencySketch sketchOf(long... values) {
    LatencySketch sketch = new LatencySketch();
    for (long value : values) {
      sketch.add(value);
    }
    return sketch;
  }
}
