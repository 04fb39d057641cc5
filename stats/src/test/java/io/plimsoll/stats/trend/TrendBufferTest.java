package io.plimsoll.stats.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.plimsoll.stats.trend.TrendBuffer.Keep;
import org.junit.jupiter.api.Test;

class TrendBufferTest {

  @Test
  void aLongRunFitsByDoublingTheWidth() {
    TrendBuffer buffer = new TrendBuffer(Keep.MEAN, 16, 1_000, 10);
    for (int i = 0; i < 100; i++) {
      assertThat(buffer.add(1_000 + 10L * i, i)).isTrue();
    }

    assertThat(buffer.widthMicros()).isEqualTo(80);
    assertThat(buffer.values())
        .containsExactly(
            3.5, 11.5, 19.5, 27.5, 35.5, 43.5, 51.5, 59.5, 67.5, 75.5, 83.5, 91.5, 97.5);
  }

  @Test
  void aFloorKeepsTheLowest() {
    TrendBuffer buffer = new TrendBuffer(Keep.FLOOR, 16, 0, 10);
    double[] values = {7, 5, 9, -3, 4, 8};
    for (int i = 0; i < values.length; i++) {
      buffer.add(i * 40L, values[i]);
    }

    assertThat(buffer.widthMicros()).isEqualTo(20);
    assertThat(buffer.values())
        .containsExactly(
            7, Double.NaN, 5, Double.NaN, 9, Double.NaN, -3, Double.NaN, 4, Double.NaN, 8);
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() {
    TrendBuffer forward = new TrendBuffer(Keep.MEAN, 16, 0, 10);
    TrendBuffer backward = new TrendBuffer(Keep.MEAN, 16, 0, 10);
    for (int i = 0; i < 64; i++) {
      forward.add(7L * i, i * i);
      backward.add(7L * (63 - i), (63 - i) * (63 - i));
    }

    assertThat(backward.state()).isEqualTo(forward.state());
  }

  @Test
  void aStateBringsItBack() {
    TrendBuffer whole = new TrendBuffer(Keep.FLOOR, 16, 0, 10);
    TrendBuffer broken = new TrendBuffer(Keep.FLOOR, 16, 0, 10);
    for (int i = 0; i < 50; i++) {
      whole.add(10L * i, 100 - i);
      broken = TrendBuffer.of(broken.state());
      broken.add(10L * i, 100 - i);
    }

    assertThat(broken.state()).isEqualTo(whole.state());
  }

  @Test
  void whatIsNoNumberOrTooEarlyIsRefused() {
    TrendBuffer buffer = new TrendBuffer(Keep.MEAN, 16, 100, 10);

    assertThat(buffer.add(99, 1)).isFalse();
    assertThat(buffer.add(100, Double.NaN)).isFalse();
    assertThat(buffer.add(100, Double.POSITIVE_INFINITY)).isFalse();
    assertThat(buffer.values()).isEmpty();
  }

  @Test
  void anOddCapacityIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrendBuffer(Keep.MEAN, 17, 0, 10))
        .withMessageContaining("found 17 and 10");
  }
}
