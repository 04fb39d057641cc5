package io.plimsoll.stats.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LatencySketchAccuracyTest {
  private static final double[] QS = {
    0, 1e-9, 0.001, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.97, 0.99, 0.999, 0.9999, 1 - 1e-9, 1
  };
  private static final int[] SIZES = {1, 2, 3, 23, 24, 25, 26, 2_500, 200_000};

  @ParameterizedTest
  @EnumSource
  void everyQuantileIsWithinTheBoundOfItsSortedTwin(Shapes shape) {
    for (int size : SIZES) {
      long seed = 31L * size + shape.name().hashCode();
      long[] values = shape.values(size, seed);

      double[] found = new double[QS.length];
      Shapes.sketchOf(values).quantiles(QS, found);

      Arrays.sort(values);
      for (int i = 0; i < QS.length; i++) {
        double exact = exactQuantile(values, QS[i]);
        assertThat(found[i])
            .as("%s, q=%s, %d values, seed %d", shape, QS[i], size, seed)
            .isCloseTo(exact, within(LatencySketch.RELATIVE_ERROR * exact))
            .isBetween((double) values[0], (double) values[size - 1]);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneQuantileEqualsTheSameAmongSeveral(Shapes shape) {
    LatencySketch sketch = Shapes.sketchOf(shape.values(1_000, 5));
    double[] found = new double[QS.length];
    sketch.quantiles(QS, found);

    for (int i = 0; i < QS.length; i++) {
      assertThat(sketch.quantile(QS[i])).as("%s, q=%s", shape, QS[i]).isEqualTo(found[i]);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theFirstAndTheLastRankAreExact(Shapes shape) {
    for (int size : SIZES) {
      LatencySketch sketch = Shapes.sketchOf(shape.values(size, 29));
      assertThat(sketch.quantile(0))
          .as("%s, %d values", shape, size)
          .isEqualTo((double) sketch.min());
      assertThat(sketch.quantile(1))
          .as("%s, %d values", shape, size)
          .isEqualTo((double) sketch.max());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theEncodingKeepsEveryQuantile(Shapes shape) {
    for (int size : SIZES) {
      LatencySketch sketch = Shapes.sketchOf(shape.values(size, 17));
      LatencySketch decoded = LatencySketch.decode(sketch.encoded());

      for (double q : QS) {
        assertThat(decoded.quantile(q))
            .as("%s, q=%s, %d values", shape, q, size)
            .isEqualTo(sketch.quantile(q));
      }
    }
  }

  /** The naive twin: the value of rank max(1, ⌈q·n⌉). */
  private static double exactQuantile(long[] sorted, double q) {
    int rank = (int) Math.max(1, Math.ceil(q * sorted.length));
    return sorted[rank - 1];
  }
}
