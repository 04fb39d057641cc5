package io.plimsoll.stats.sketch;

import static io.plimsoll.stats.sketch.LatencySketch.MAX_MICROS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LatencySketchTest {
  private static final MathContext DIGITS = new MathContext(60);

  @ParameterizedTest
  @EnumSource
  void momentsAndExtremesAreThoseOfExactArithmetic(Shapes shape) {
    long[] values = shape.values(5_000, 91);

    LatencySketch sketch = Shapes.sketchOf(values);

    assertMoments(sketch, values, 1, shape + ", seed 91");
    assertThat(sketch.min()).isEqualTo(Arrays.stream(values).min().orElseThrow());
    assertThat(sketch.max()).isEqualTo(Arrays.stream(values).max().orElseThrow());
    assertThat(sketch.count()).isEqualTo(5_000);
  }

  @Test
  void momentsStayExactForMillionsOfHugeValues() {
    long[] values = {MAX_MICROS, MAX_MICROS - 1, MAX_MICROS - 3, 86_399_999_411L};
    LatencySketch sketch = Shapes.sketchOf(values);
    int doublings = 24;
    for (int i = 0; i < doublings; i++) {
      sketch.merge(LatencySketch.decode(sketch.encoded()));
    }

    assertThat(sketch.count()).isEqualTo(4L << doublings);
    assertMoments(sketch, values, 1L << doublings, "67 million values of 24 h");
  }

  @Test
  void aSpreadOfOneMicrosecondIsSeenAt24Hours() {
    LatencySketch sketch = Shapes.sketchOf(MAX_MICROS, MAX_MICROS - 2);

    assertThat(sketch.standardDeviation()).isEqualTo(1.0);
  }

  @Test
  void theBordersAreAcceptedAndWhatLiesBeyondIsRefusedAndCounted() {
    LatencySketch sketch = new LatencySketch();

    assertThat(sketch.add(0)).isTrue();
    assertThat(sketch.add(MAX_MICROS)).isTrue();
    assertThat(sketch.add(-1)).isFalse();
    assertThat(sketch.add(MAX_MICROS + 1)).isFalse();
    assertThat(sketch.add(Long.MIN_VALUE)).isFalse();
    assertThat(sketch.add(Long.MAX_VALUE)).isFalse();

    assertThat(sketch.count()).isEqualTo(2);
    assertThat(sketch.refused()).isEqualTo(4);
    assertThat(sketch.quantile(0)).isEqualTo(0.0);
    assertThat(sketch.quantile(1)).isEqualTo((double) MAX_MICROS);
    assertThat(LatencySketch.decode(sketch.encoded()).refused()).isEqualTo(4);
  }

  @Test
  void fractionsAreRoundedAndWhatIsNoDurationIsRefused() {
    LatencySketch sketch = new LatencySketch();

    assertThat(sketch.add(2.5)).isTrue();
    assertThat(sketch.add(-0.0)).isTrue();
    assertThat(sketch.add(8.64e10)).isTrue();
    assertThat(sketch.add(Double.NaN)).isFalse();
    assertThat(sketch.add(Double.POSITIVE_INFINITY)).isFalse();
    assertThat(sketch.add(Double.NEGATIVE_INFINITY)).isFalse();
    assertThat(sketch.add(-0.4)).isFalse();
    assertThat(sketch.add(8.64e10 + 0.1)).isFalse();

    assertThat(sketch.refused()).isEqualTo(5);
    assertThat(sketch.quantile(0.5)).isEqualTo(3.0);
    assertThat(sketch.max()).isEqualTo(MAX_MICROS);
  }

  @Test
  void refusedValuesAreMergedEvenWithoutAccepted() {
    LatencySketch refusing = Shapes.sketchOf(-5, -6, -7);
    LatencySketch sketch = Shapes.sketchOf(9, -8);

    sketch.merge(refusing);
    sketch.mergeEncoded(new ByteReader(refusing.encoded()));

    assertThat(sketch.refused()).isEqualTo(7);
    assertThat(sketch.count()).isEqualTo(1);
    assertThat(refusing.isEmpty()).isTrue();
  }

  @Test
  void anEmptySketchKnowsNoValue() {
    LatencySketch empty = new LatencySketch();

    assertThatIllegalStateException().isThrownBy(empty::min);
    assertThatIllegalStateException().isThrownBy(empty::max);
    assertThatIllegalStateException().isThrownBy(empty::mean);
    assertThatIllegalStateException().isThrownBy(empty::standardDeviation);
    assertThatIllegalStateException().isThrownBy(() -> empty.quantile(0.5));
    assertThat(LatencySketch.decode(empty.encoded()).isEmpty()).isTrue();
  }

  @Test
  void quantilesOutOfRangeOrOutOfOrderAreRefused() {
    LatencySketch sketch = Shapes.sketchOf(1, 2);

    for (double q : new double[] {-0.01, 1.01, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> sketch.quantile(q))
          .withMessageContaining(String.valueOf(q));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sketch.quantiles(new double[] {0.9, 0.5}, new double[2]))
        .withMessageContaining("0.5 at 1");
  }

  @Test
  void theStatedErrorIsWithinTheGoal() {
    assertThat(LatencySketch.RELATIVE_ERROR).isPositive().isLessThan(0.005);
  }

  private static void assertMoments(
      LatencySketch sketch, long[] values, long times, String message) {
    BigDecimal n = BigDecimal.valueOf(values.length).multiply(BigDecimal.valueOf(times));
    BigDecimal mean = BigDecimal.ZERO;
    for (long value : values) {
      mean = mean.add(BigDecimal.valueOf(value).multiply(BigDecimal.valueOf(times)));
    }
    mean = mean.divide(n, DIGITS);
    BigDecimal squares = BigDecimal.ZERO;
    for (long value : values) {
      BigDecimal square = BigDecimal.valueOf(value).subtract(mean).pow(2);
      squares = squares.add(square.multiply(BigDecimal.valueOf(times)));
    }
    double deviation = squares.divide(n, DIGITS).sqrt(DIGITS).doubleValue();
    assertThat(sketch.mean())
        .as("mean of %s", message)
        .isCloseTo(mean.doubleValue(), within(1e-15 * mean.doubleValue()));
    assertThat(sketch.standardDeviation())
        .as("standard deviation of %s", message)
        .isCloseTo(deviation, within(1e-15 * deviation));
  }
}
