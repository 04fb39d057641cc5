package io.plimsoll.stats.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Held against a slow twin that puts each value on its own side of each bound. */
class LatencySketchCountsTest {
  private static final long[] BOUNDS = {0, 1, 255, 256, 1_000, 50_000, 1_000_000, 60_000_000};

  private static long[] counts(LatencySketch sketch) {
    long[] counts = new long[BOUNDS.length];
    sketch.countsAtMost(BOUNDS, counts);
    return counts;
  }

  @Test
  void anEmptySketchHasNone() {
    assertThat(counts(new LatencySketch())).containsOnly(0);
  }

  @Test
  void equalsTheTwinThatCountsValueByValue() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      LatencySketch sketch = new LatencySketch();
      long[] expected = new long[BOUNDS.length];
      int values = seed % 2 == 0 ? 20 : 3_000; // as a list, and as dense counts
      for (int i = 0; i < values; i++) {
        long value = (long) Math.exp(random.nextDouble() * 19);
        assertThat(sketch.add(value)).isTrue();
        double middle = LogLinearBuckets.middleOf(LogLinearBuckets.indexOf(value));
        for (int bound = 0; bound < BOUNDS.length; bound++) {
          expected[bound] += middle <= BOUNDS[bound] ? 1 : 0;
        }
      }
      assertThat(counts(sketch)).as("seed %d", seed).isEqualTo(expected);
      LatencySketch twice = new LatencySketch();
      twice.merge(sketch);
      twice.merge(sketch);
      for (int bound = 0; bound < BOUNDS.length; bound++) {
        assertThat(counts(twice)[bound]).as("seed %d", seed).isEqualTo(2 * expected[bound]);
      }
    }
  }

  @Test
  void valuesOutsideTheErrorOfABoundAreOnTheirOwnSide() {
    LatencySketch sketch = new LatencySketch();
    long bound = 50_000;
    long below = (long) (bound * (1 - 2 * LatencySketch.RELATIVE_ERROR));
    long above = (long) (bound * (1 + 2 * LatencySketch.RELATIVE_ERROR));
    for (int i = 0; i < 100; i++) {
      assertThat(sketch.add(below - i)).isTrue();
      assertThat(sketch.add(above + i)).isTrue();
    }

    assertThat(counts(sketch)[5]).isEqualTo(100);
  }
}
