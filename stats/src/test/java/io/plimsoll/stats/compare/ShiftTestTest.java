package io.plimsoll.stats.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShiftTestTest {
  /** Pain scores of Brunner and Munzel 2000, as published with the R package lawstat. */
  private static final double[] Y = {1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1};

  private static final double[] N = {3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4};

  @Test
  void agreesWithBrunnerAndMunzelsProbability() {
    assertThat(ShiftTest.of(Y, N).superiority()).isCloseTo(0.788961, within(1e-6));
    assertThat(ShiftTest.of(N, Y).superiority()).isCloseTo(1 - 0.788961, within(1e-6));
    assertThat(ShiftTest.of(Y, N).pValue()).isCloseTo(ShiftTest.of(N, Y).pValue(), within(1e-12));
  }

  @Test
  void keepsItsLevelWhenValuesHangTogether() {
    for (double phi : new double[] {0, 0.3, 0.6}) {
      Random random = new Random(7);
      int alarms = 0;
      for (int i = 0; i < 2_000; i++) {
        double[] a = series(random, 60, phi);
        double[] b = series(random, 60, phi);
        alarms += ShiftTest.of(a, b).pValue() < 0.01 ? 1 : 0;
      }
      assertThat(alarms).as("alarms in 2,000 at φ %s, seed 7", phi).isBetween(5, 50);
    }
  }

  @Test
  void findsAShiftOfOneDeviation() {
    Random random = new Random(11);
    int found = 0;
    for (int i = 0; i < 500; i++) {
      double[] a = series(random, 60, 0);
      double[] b = Arrays.stream(series(random, 60, 0)).map(v -> v + 1).toArray();
      found += ShiftTest.of(a, b).pValue() < 0.01 ? 1 : 0;
    }
    assertThat(found).as("of 500, seed 11").isGreaterThan(475);
  }

  @Test
  void staysCautiousWhereSamplesLieApart() {
    double[] low = {1, 1, 1};
    double[] high = {2, 2, 2};
    assertThat(ShiftTest.of(low, high).pValue()).isBetween(0.01, 0.3);
    double[] same = {4, 4, 4, 4};
    assertThat(ShiftTest.of(same, same).pValue()).isEqualTo(1);
  }

  @Test
  void refusesTooFewAndNotFinite() {
    assertThatThrownBy(() -> ShiftTest.of(new double[2], new double[5]))
        .hasMessage("baseline: expected at least 3 values, found 2");
    assertThatThrownBy(() -> ShiftTest.of(new double[3], new double[] {1, Double.NaN, 2}))
        .hasMessage("candidate: expected finite values, found NaN");
  }

  static double[] series(Random random, int n, double phi) {
    double[] values = new double[n];
    double noise = random.nextGaussian();
    for (int i = 0; i < n; i++) {
      values[i] = noise;
      noise = phi * noise + Math.sqrt(1 - phi * phi) * random.nextGaussian();
    }
    return values;
  }
}
