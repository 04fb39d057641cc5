package io.plimsoll.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SlopeTest {
  private static final long SEED = 7;

  @Test
  void findsTheSlopeOfALineInSpiteOfAnOutlier() {
    double[] x = new double[30];
    double[] y = new double[30];
    for (int i = 0; i < x.length; i++) {
      x[i] = 2 * i;
      y[i] = 5 + 3 * x[i];
    }
    y[11] = 1e6;

    Slope slope = Slope.of(x, y);

    assertThat(slope.perX()).isCloseTo(3, within(1e-9));
    assertThat(slope.notGrowing()).isFalse();
  }

  @Test
  void doubtsThatNoiseGrows() {
    Random random = new Random(SEED);
    double[] x = new double[60];
    double[] y = new double[60];
    for (int i = 0; i < x.length; i++) {
      x[i] = i;
      y[i] = 100 + random.nextGaussian();
    }

    Slope slope = Slope.of(x, y);

    assertThat(slope.low()).as("seed %d", SEED).isLessThan(0);
    assertThat(slope.high()).as("seed %d", SEED).isGreaterThan(0);
  }

  @Test
  void doubtsMoreWhenPointsHangTogether() {
    Random random = new Random(SEED);
    double[] x = new double[300];
    double[] alone = new double[300];
    double[] together = new double[300];
    double before = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] = i;
      alone[i] = random.nextGaussian();
      before = 0.8 * before + 0.6 * random.nextGaussian();
      together[i] = before;
    }

    Slope independent = Slope.of(x, alone);
    Slope dependent = Slope.of(x, together);

    assertThat(dependent.high() - dependent.low())
        .as("seed %d", SEED)
        .isGreaterThan(1.5 * (independent.high() - independent.low()));
  }

  @Test
  void refusesTooFewPoints() {
    assertThatThrownBy(() -> Slope.of(new double[] {1, 2}, new double[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("four");
  }
}
