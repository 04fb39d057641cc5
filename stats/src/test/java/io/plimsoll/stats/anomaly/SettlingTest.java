package io.plimsoll.stats.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettlingTest {
  @Test
  void leavesOutWhatLiesApart() {
    assertThat(Settling.length(new float[] {9, 8, 7, 1, 2, 1, 2, 1, 2, 1})).isEqualTo(3);
  }

  @Test
  void leavesAllThatIsAlike() {
    assertThat(Settling.length(new float[] {1, 2, 1, 2, 1, 2, 1, 2})).isZero();
    assertThat(Settling.length(new float[] {4, 4, 4, 4})).isZero();
  }

  @Test
  void leavesOutTwoThirdsAtMost() {
    assertThat(Settling.length(new float[] {9, 7, 9, 7, 9, 7, 9, 7, 1})).isLessThanOrEqualTo(6);
  }

  /** The standard error worked out for every truncation by its definition. */
  @Test
  void isTheLeastStandardError() {
    float[] values = {3.5f, 7, 2, 4, 1, 3, 2, 2.5f, 1.5f, 2, 3, 1, 2.2f};
    int least = 0;
    double error = Double.POSITIVE_INFINITY;
    for (int d = 0; d <= 2 * values.length / 3; d++) {
      double mean = 0;
      for (int i = d; i < values.length; i++) {
        mean += values[i] / (double) (values.length - d);
      }
      double squares = 0;
      for (int i = d; i < values.length; i++) {
        squares += Math.pow(values[i] - mean, 2);
      }
      double now = squares / Math.pow(values.length - d, 2);
      if (now < error) {
        error = now;
        least = d;
      }
    }

    assertThat(Settling.length(values)).isEqualTo(least);
  }
}
