package io.plimsoll.stats.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  @Test
  void isTheLogisticCurve() {
    Calibration curve = Calibration.of(0.5, 2, -1);

    assertThat(curve.probability(1, 3)).isCloseTo(1 / (1 + Math.exp(0.5)), within(1e-15));
    assertThat(curve.weights()).containsExactly(0.5, 2, -1);
  }

  @Test
  void ofOneYesOrNoItIsTheShares() {
    // 30 of 40 with, 10 of 50 without: Platt's targets are (N₊+1)/(N₊+2) and 1/(N₋+2).
    double[][] numbers = new double[90][1];
    boolean[] real = new boolean[90];
    for (int i = 0; i < 90; i++) {
      numbers[i][0] = i < 40 ? 1 : 0;
      real[i] = i < 30 || i >= 80;
    }
    double high = 41.0 / 42;
    double low = 1.0 / 52;

    Calibration learned = Calibration.learned(numbers, real);

    assertThat(learned.probability(1)).isCloseTo((30 * high + 10 * low) / 40, within(1e-4));
    assertThat(learned.probability(0)).isCloseTo((10 * high + 40 * low) / 50, within(1e-4));
  }

  @Test
  void findsTheCurveThatTheTruthIsFrom() {
    SplittableRandom random = new SplittableRandom(9);
    Calibration truth = Calibration.of(-1, 1.5, -0.7);
    double[][] numbers = new double[40_000][2];
    boolean[] real = new boolean[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = new double[] {random.nextGaussian(), 2 * random.nextGaussian()};
      real[i] = random.nextDouble() < truth.probability(numbers[i]);
    }

    double[] weights = Calibration.learned(numbers, real).weights();

    for (int i = 0; i < weights.length; i++) {
      assertThat(weights[i]).isCloseTo(truth.weights()[i], within(0.06));
    }
  }

  @Test
  void staysFiniteWhereTheNumbersPartTrueFromFalse() {
    double[][] numbers = {{1}, {2}, {3}, {4}};
    boolean[] real = {false, false, true, true};

    Calibration learned = Calibration.learned(numbers, real);

    assertThat(learned.probability(1)).isBetween(0.0, 0.4);
    assertThat(learned.probability(4)).isBetween(0.6, 1.0);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Calibration.of(1, 2).probability(1, 2))
        .withMessage("expected 1 numbers, found 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Calibration.learned(new double[0][], new boolean[0]));
  }
}
