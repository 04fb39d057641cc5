package io.plimsoll.stats.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.stats.sketch.LatencySketch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangeTest {

  @Test
  void coversTheTrueChangeOfAP99AsOftenAsItSays() {
    Random random = new Random(21);
    int covered = 0;
    for (int i = 0; i < 400; i++) {
      Change change =
          Change.relative(
              WindowedQuantile.of(run(random, 20_000), 0.99),
              WindowedQuantile.of(run(random, 23_000), 0.99));
      covered += change.lower() <= 0.15 && change.upper() >= 0.15 ? 1 : 0;
    }
    assertThat(covered).as("of 400, seed 21").isBetween(364, 396);
  }

  @Test
  void judgesByThresholdAndEvidence() {
    Change large = Change.relative(Estimate.of(100, 1), Estimate.of(130, 1));
    Change small = Change.relative(Estimate.of(100, 1), Estimate.of(108, 1));
    Change vague = Change.relative(Estimate.of(100, 20), Estimate.of(130, 20));
    assertThat(large.pValue()).isLessThan(1e-6);
    assertThat(judged(large, false)).isEqualTo(Judgement.WORSE);
    assertThat(judged(large, true)).isEqualTo(Judgement.BETTER);
    assertThat(judged(small, false)).isEqualTo(Judgement.SAME);
    assertThat(judged(vague, false)).isEqualTo(Judgement.INCONCLUSIVE);
  }

  @Test
  void countsWhatDiffersBetweenRuns() {
    List<Estimate> restless = List.of(Estimate.of(90, 1), Estimate.of(100, 1), Estimate.of(110, 1));
    Estimate baseline = Estimate.pooled(restless);
    Change change = Change.relative(baseline, Estimate.of(115, 1));
    assertThat(baseline.variation()).isCloseTo(0.1, within(1e-12));
    assertThat(change.pValue()).isGreaterThan(0.1);
    assertThat(change.lower()).isNegative();
    assertThat(Change.relative(Estimate.of(100, 1), Estimate.of(115, 1)).pValue()).isLessThan(1e-6);
  }

  @Test
  void comparesRatesThatMayBeZero() {
    double[] none = new double[30];
    double[] some = new double[30];
    double[] requests = new double[30];
    for (int i = 0; i < 30; i++) {
      some[i] = i % 3 == 0 ? 1 : 0;
      requests[i] = 100;
    }
    Change change =
        Change.absolute(WindowedRatio.of(none, requests), WindowedRatio.of(some, requests));
    assertThat(change.amount()).isCloseTo(10.0 / 3000, within(1e-12));
    assertThat(change.pValue()).isLessThan(0.01);
    assertThatThrownBy(() -> Change.relative(Estimate.of(0, 0), Estimate.of(1, 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void correctsForManyMetrics() {
    double[] adjusted = Holm.adjusted(new double[] {0.01, 0.04, 0.03, 0.005});
    assertThat(adjusted).containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
  }

  private static Judgement judged(Change change, boolean higherIsBetter) {
    return Judgement.of(change, change.pValue(), 0.2, 0.01, higherIsBetter);
  }

  private static List<LatencySketch> run(Random random, double median) {
    List<LatencySketch> windows = new ArrayList<>();
    for (int w = 0; w < 40; w++) {
      LatencySketch window = new LatencySketch();
      for (int i = 0; i < 100; i++) {
        window.add(median * Math.exp(0.5 * random.nextGaussian()));
      }
      windows.add(window);
    }
    return windows;
  }
}
