package io.plimsoll.stats.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Shares over seeded runs, so that one lucky or unlucky seed decides nothing. */
class DriftJudgeTest {
  private static final int STEPS = 240;
  private static final int RUNS = 50;

  @Test
  void noiseThatHangsTogetherIsSteady() {
    assertThat(share(0.6, 1, i -> 100, Drift.Kind.STEADY)).isGreaterThanOrEqualTo(0.92);
  }

  @Test
  void aDriftOfTwoDeviationsIsGrowth() {
    assertThat(share(0.3, 1, i -> 100 + 2.0 * i / STEPS, Drift.Kind.GROWING))
        .isGreaterThanOrEqualTo(0.93);
  }

  @Test
  void aDriftDownIsFalling() {
    assertThat(share(0.3, 1, i -> 100 - 3.0 * i / STEPS, Drift.Kind.FALLING))
        .isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void aSawtoothOnAFlatFloorIsSteady() {
    assertThat(share(0, 0.5, i -> 100 + i % 19, Drift.Kind.STEADY)).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void aSawtoothOnARisingFloorIsALeak() {
    assertThat(share(0, 0.5, i -> 100 + i % 19 + 6.0 * i / STEPS, Drift.Kind.GROWING))
        .isGreaterThanOrEqualTo(0.98);
  }

  @Test
  void aWarmUpThatEndsIsNoLeak() {
    assertThat(share(0.4, 1, i -> 100 - 12 * Math.exp(-i / 20.0), Drift.Kind.SETTLED))
        .isGreaterThanOrEqualTo(0.5);
    assertThat(share(0.4, 1, i -> 100 - 12 * Math.exp(-i / 20.0), Drift.Kind.GROWING))
        .isLessThanOrEqualTo(0.06);
  }

  @Test
  void aLeakBehindAWarmUpIsALeak() {
    IntToDoubleFunction course = i -> 100 - 5 * Math.exp(-i / 15.0) + 8.0 * i / STEPS;

    assertThat(share(0.3, 1, course, Drift.Kind.GROWING)).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void aSingleStepIsNoLeak() {
    assertThat(share(0.4, 1, i -> i < 90 ? 100 : 105, Drift.Kind.STEP)).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void exhaustionIsWhereTheLineMeetsTheLimit() {
    double[] values = Runs.of(STEPS, 0, 0.5, 7, i -> 100 + 0.25 * i);

    Drift drift = DriftJudge.usual().judge(values);
    Drift.StepsLeft left = drift.until(200).orElseThrow();

    assertThat(left.expected()).isCloseTo((200 - (100 + 0.25 * 239)) / 0.25, within(2.0));
    assertThat(left.earliest()).isLessThan(left.expected());
    assertThat(left.latest()).isGreaterThan(left.expected()).isLessThan(left.expected() * 1.1);
    assertThat(drift.growth().orElseThrow().value()).isCloseTo(0.5975, within(0.01));
    assertThat(drift.until(120).orElseThrow().expected()).isZero();
  }

  @Test
  void whatDoesNotGrowIsNeverExhausted() {
    Drift drift = DriftJudge.usual().judge(Runs.of(STEPS, 0, 1, 3, i -> 100 - 0.1 * i));

    assertThat(drift.until(200)).isEmpty();
  }

  @Test
  void gapsAreLeftOut() {
    double[] values = Runs.of(STEPS, 0, 0.5, 7, i -> 100 + 0.05 * i);
    for (int i = 40; i < 90; i++) {
      values[i] = Double.NaN;
    }

    Drift drift = DriftJudge.usual().judge(values);

    assertThat(drift.kind()).isEqualTo(Drift.Kind.GROWING);
    assertThat(drift.test().line().slope()).isCloseTo(0.05, within(0.005));
  }

  @Test
  void aConstantIsSteady() {
    assertThat(DriftJudge.usual().judge(new double[30]).kind()).isEqualTo(Drift.Kind.STEADY);
  }

  @Test
  void aFewValuesAreNotJudged() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DriftJudge.usual().judge(new double[9]))
        .withMessage("a drift is judged on at least ten values, found 9");
  }

  private static double share(
      double phi, double deviation, IntToDoubleFunction course, Drift.Kind kind) {
    long as =
        LongStream.range(0, RUNS)
            .filter(
                seed ->
                    DriftJudge.usual()
                            .judge(Runs.of(STEPS, phi, deviation, 1_000 + seed, course))
                            .kind()
                        == kind)
            .count();
    return as / (double) RUNS;
  }
}
