package io.plimsoll.stats.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedChangeTest {

  /** R: t.test(c(1, 2, 3, 4)). */
  @Test
  void isStudentsPairedTest() {
    Change change = PairedChange.absolute(exact(10, 20, 30, 40), exact(11, 22, 33, 44));
    assertThat(change.amount()).isCloseTo(2.5, within(1e-12));
    assertThat(change.pValue()).isCloseTo(0.03046625, within(1e-6));
    assertThat(change.lower()).isCloseTo(0.4457397, within(1e-6));
    assertThat(change.upper()).isCloseTo(4.5542603, within(1e-6));
  }

  @Test
  void leavesOutWhatHappensToTheMachineForLongerThanATurn() {
    List<Estimate> baseline = exact(20, 60, 35, 22, 48);
    List<Estimate> candidate = exact(23.1, 68.7, 40.4, 25.2, 55.3);
    Change change = PairedChange.relative(baseline, candidate);
    assertThat(change.amount()).isCloseTo(0.15, within(0.01));
    assertThat(change.pValue()).isLessThan(1e-4);
    assertThat(Change.relative(Estimate.pooled(baseline), Estimate.pooled(candidate)).pValue())
        .isGreaterThan(0.3);
  }

  @Test
  void isNotMisledByOneDisturbedTurnOfTen() {
    List<Estimate> baseline = exact(20, 20, 20, 20, 20, 20, 20, 20, 20, 20);
    List<Estimate> same = exact(20.2, 19.9, 20.1, 19.8, 120, 20, 20.3, 19.9, 20.1, 19.8);
    List<Estimate> slower = exact(23.2, 22.9, 23.1, 22.8, 3, 23, 23.3, 22.9, 23.1, 22.8);
    assertThat(PairedChange.relative(baseline, same).amount()).isLessThan(0.01);
    assertThat(PairedChange.relative(baseline, slower).amount()).isCloseTo(0.15, within(0.01));
    assertThat(PairedChange.relative(baseline, slower).pValue()).isLessThan(1e-4);
  }

  /** Yuen's (1974) statistic, written out for ten turns of which one is cut at either end. */
  @Test
  void trimsAsYuenDoes() {
    double[] differences = {-3, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 30};
    Change change =
        PairedChange.absolute(
            exact(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), exact(4, 2.5, 30, 1, 4.5, -3, 1.5, 3, 2, 3.5));
    double mean = 22.0 / 8;
    double sum = 0;
    double winsorizedMean = (1 + 22.0 + 4.5) / 10;
    for (double each : differences) {
      sum += Math.pow(Math.max(1, Math.min(4.5, each)) - winsorizedMean, 2);
    }
    double error = Math.sqrt(sum / 9) / (0.8 * Math.sqrt(10));
    assertThat(change.amount()).isCloseTo(mean, within(1e-12));
    assertThat(change.upper() - mean).isCloseTo(2.364624 * error, within(1e-5));
  }

  @Test
  void trustsWindowsWhereTurnsAgreeByChance() {
    List<Estimate> vague = List.of(Estimate.of(100, 20), Estimate.of(100, 20));
    List<Estimate> slower = List.of(Estimate.of(115, 20), Estimate.of(115, 20));
    assertThat(PairedChange.relative(vague, slower).pValue()).isGreaterThan(0.2);
  }

  /** Nominally 40; Student's distribution is an approximation after trimming. */
  @Test
  void raisesHardlyMoreFalseAlarmsThanItSays() {
    for (int turns : new int[] {5, 8, 10, 20}) {
      Random random = new Random(turns);
      int alarms = 0;
      for (int i = 0; i < 4_000; i++) {
        alarms += nothingChanged(random, turns).pValue() < 0.01 ? 1 : 0;
      }
      assertThat(alarms).as("of 4,000 with %d turns, seed %d", turns, turns).isLessThan(76);
    }
  }

  /** Machine times three for some turns, runs that differ by 6 %, windows that say 1 %. */
  private static Change nothingChanged(Random random, int turns) {
    List<Estimate> baseline = new ArrayList<>();
    List<Estimate> candidate = new ArrayList<>();
    for (int t = 0; t < turns; t++) {
      double machine = 20 * (1 + 2 * random.nextDouble());
      double first = machine * Math.exp(0.06 * random.nextGaussian());
      double second = machine * Math.exp(0.06 * random.nextGaussian());
      baseline.add(Estimate.of(first, 0.01 * first));
      candidate.add(Estimate.of(second, 0.01 * second));
    }
    return PairedChange.relative(baseline, candidate);
  }

  @Test
  void refusesHalvesOfTurns() {
    assertThatThrownBy(() -> PairedChange.absolute(exact(1, 2), exact(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 2 and 1");
    assertThatThrownBy(() -> PairedChange.relative(exact(1), exact(1)))
        .hasMessageContaining("two turns or more");
  }

  private static List<Estimate> exact(double... values) {
    List<Estimate> estimates = new ArrayList<>();
    for (double value : values) {
      estimates.add(Estimate.of(value, 0));
    }
    return estimates;
  }
}
