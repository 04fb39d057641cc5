package io.plimsoll.stats.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.FDistribution;
import org.junit.jupiter.api.Test;

class SpreadShiftTest {
  private static SpreadShift after(int values, long seed, double spread) {
    SplittableRandom random = new SplittableRandom(seed);
    SpreadShift shift = SpreadShift.fresh();
    for (int i = 0; i < values; i++) {
      shift = shift.next(5 + spread * random.nextGaussian(), true);
    }
    return shift;
  }

  @Test
  void agreesWithAnIndependentImplementationOfF() {
    double[][] cases = {{1.7, 26, 40}, {3, 26, 319.3}, {0.8, 12.5, 100}};
    for (double[] each : cases) {
      double oracle = 1 - new FDistribution(null, each[1], each[2]).cumulativeProbability(each[0]);
      assertThat(SpreadShift.upperF(each[0], each[1], each[2])).isCloseTo(oracle, within(1e-10));
    }
  }

  @Test
  void deviationsAndProbabilityAreTheSameTail() {
    SpreadShift shift = new SpreadShift(1000, 0, 2, 12, 5, 0);

    assertThat(shift.ratio()).isCloseTo(2.5, within(1e-12));
    double oneSided = Tail.normal(shift.z()) / 2;
    assertThat(Math.log10(oneSided)).isCloseTo(Math.log10(shift.probability()), within(0.1));
  }

  @Test
  void theUsualVarianceIsThatOfTheNoise() {
    for (long seed = 1; seed <= 5; seed++) {
      assertThat(Math.sqrt(after(4000, seed, 0.3).usual()))
          .as("seed %s", seed)
          .isCloseTo(0.3, within(0.05));
    }
  }

  @Test
  void isAsRareByChanceAsItSays() {
    SplittableRandom random = new SplittableRandom(11);
    SpreadShift shift = SpreadShift.fresh();
    int rare = 0;
    int values = 200_000;
    for (int i = 0; i < values; i++) {
      shift = shift.next(random.nextGaussian(), true);
      rare += shift.probability() < 0.01 ? 1 : 0;
    }

    assertThat(rare / (double) values).isBetween(0.002, 0.02);
  }

  @Test
  void jumpsNowAndThenAreTheUsualSpread() {
    for (double chance : new double[] {0.01, 0.03, 0.1, 0.3}) {
      SplittableRandom random = new SplittableRandom(13);
      SpreadShift shift = SpreadShift.fresh();
      int found = 0;
      for (int i = 0; i < 40_000; i++) {
        double jump = random.nextDouble() < chance ? 20 : 0;
        shift = shift.next(jump + random.nextGaussian(), true);
        found += shift.ratio() >= 3 && shift.probability() < 1e-6 ? 1 : 0;
      }
      assertThat(found).as("of 40,000 with jumps in %s of them", chance).isZero();
    }
  }

  @Test
  void heavyTailsTellLess() {
    SpreadShift normal = new SpreadShift(1000, 0, 1, 3, 3, 0);
    SpreadShift heavy = new SpreadShift(1000, 0, 1, 5, 3, 0);

    // Twice the variance of a square: half the degrees of freedom, 26 and 319.3.
    assertThat(normal.probability())
        .isCloseTo(
            1 - new FDistribution(null, 26, 958 / 3.0).cumulativeProbability(3), within(1e-8));
    assertThat(heavy.probability())
        .isCloseTo(
            1 - new FDistribution(null, 13, 479 / 3.0).cumulativeProbability(3), within(1e-8));
  }

  @Test
  void aShiftOrADriftOfTheLevelIsNone() {
    SplittableRandom random = new SplittableRandom(12);
    SpreadShift shift = SpreadShift.fresh();
    for (int i = 0; i < 600; i++) {
      double level = i < 300 ? 0 : 8 + 0.02 * i;
      shift = shift.next(level + random.nextGaussian(), true);
      assertThat(shift.probability()).as("value %s", i).isGreaterThan(1e-6);
    }
  }

  @Test
  void threeTimesTheSpreadIsFoundAndNotLearned() {
    for (long seed = 20; seed < 40; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      SpreadShift shift = after(300, seed, 1);
      double usual = shift.usual();
      int found = 0;
      for (int i = 1; i <= 60 && found == 0; i++) {
        shift = shift.next(5 + 3 * random.nextGaussian(), true);
        found = shift.ratio() >= 3 && shift.probability() < 1e-6 ? i : 0;
      }
      assertThat(found).as("seed %s", seed).isBetween(1, 60);
      assertThat(shift.usual()).as("seed %s", seed).isCloseTo(usual, within(0.25 * usual));
    }
  }

  @Test
  void aSingleWildValueIsNone() {
    SpreadShift shift = after(300, 3, 1).next(1e6, true).next(5, true);

    assertThat(shift.probability()).isGreaterThan(1e-3);
    assertThat(SpreadShift.fresh().next(1, true).probability()).isEqualTo(1);
    assertThat(SpreadShift.fresh().ratio()).isEqualTo(1);
  }

  @Test
  void whatStaysUnrestingWithoutBeingToldIsLearned() {
    SplittableRandom random = new SplittableRandom(4);
    SpreadShift shift = after(300, 4, 1);
    for (int i = 0; i < 3000; i++) {
      shift = shift.next(2 * random.nextGaussian(), true);
    }

    assertThat(shift.usual()).isBetween(2.0, 5.5);
  }
}
