package io.plimsoll.stats.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Each detector against answers worked out elsewhere. */
class DetectorsTest {
  /** Montgomery, "Introduction to Statistical Quality Control", table 9.1. */
  private static final double[] MONTGOMERY = {
    9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.20, 10.34, 9.03, 11.47, 10.51, 9.40,
    10.08, 9.37, 10.62, 10.31, 8.52, 10.84, 10.90, 9.33, 12.29, 11.50, 10.60, 11.08, 10.38, 11.62,
    11.31, 10.52
  };

  @Test
  void tailsKeepTheirDigits() {
    assertThat(Tail.binomial(3, 10, 0.1)).isCloseTo(0.0701908264, within(1e-10));
    assertThat(Tail.binomial(5, 20, 0.05)).isCloseTo(0.00257394033465236, within(1e-12));
    assertThat(Tail.binomial(0, 20, 0.05)).isEqualTo(1);
    assertThat(Tail.binomial(40, 1_000, 0.001)).isBetween(1e-50, 1e-47);
    assertThat(Tail.fewEvents(0, 3)).isCloseTo(Math.exp(-3), within(1e-12));
    assertThat(Tail.fewEvents(2, 3)).isCloseTo(8.5 * Math.exp(-3), within(1e-12));
    assertThat(Tail.normal(1.959963984540054)).isCloseTo(0.05, within(1e-12));
    assertThat(Tail.score(1e-3)).isEqualTo(0.5);
    assertThat(Tail.score(1)).isZero();
    assertThat(Tail.smallestOf(0.02, 0.5, 0.9)).isCloseTo(0.06, within(1e-15));
  }

  @Test
  void aSpikeIsMeasuredInRobustDeviations() {
    Spike spike = Spike.over(10);
    for (double value : new double[] {10, 11, 9, 12, 8, 10, 13, 7, 10, 11}) {
      spike = spike.next(value);
    }

    assertThat(spike.z(20)).isCloseTo(10 / 1.4826, within(1e-12));
    assertThat(spike.z(5)).isCloseTo(-5 / 1.4826, within(1e-12));
    assertThat(spike.z(10)).isZero();
  }

  @Test
  void aDeviationOfZeroIsSurvived() {
    Spike mostlyEqual = Spike.over(20);
    for (int i = 0; i < 20; i++) {
      mostlyEqual = mostlyEqual.next(i == 7 ? 14 : 4);
    }
    Spike equal = Spike.over(20);
    Spike zero = Spike.over(20);
    for (int i = 0; i < 20; i++) {
      equal = equal.next(200);
      zero = zero.next(0);
    }

    assertThat(mostlyEqual.z(14)).isCloseTo(10 / (1.2533 * 0.5), within(1e-9));
    assertThat(equal.z(210)).isCloseTo(5, within(1e-12));
    assertThat(equal.z(200)).isZero();
    assertThat(zero.z(1e-9)).isEqualTo(1e6);
  }

  @Test
  void aShiftIsFoundWhereTheTextbookFindsIt() {
    LevelShift shift = LevelShift.usual();
    for (int i = 0; i < MONTGOMERY.length - 1; i++) {
      assertThat(shift.shifted()).as("period %d", i).isZero();
      shift = shift.next(MONTGOMERY[i] - 10);
    }

    assertThat(shift.shifted()).isEqualTo(1);
    assertThat(shift.up()).isCloseTo(5.28, within(1e-9));
    assertThat(shift.down()).isZero();
    assertThat(shift.risingFor()).isEqualTo(7);
    assertThat(shift.evidence()).isCloseTo(1.056, within(1e-9));
  }

  @Test
  void aFallIsFoundToo() {
    LevelShift shift = LevelShift.usual();
    for (int i = 0; i < 4; i++) {
      shift = shift.next(-2);
    }

    assertThat(shift.shifted()).isEqualTo(-1);
    assertThat(shift.fallingFor()).isEqualTo(4);
    assertThat(shift.next(0).shifted()).isZero();
  }

  @Test
  void errorsAreHeldAgainstTheRateSoFar() {
    ErrorBurst burst = new ErrorBurst(9.5, 999, 1e9);

    assertThat(burst.expected()).isCloseTo(0.01, within(1e-12));
    assertThat(burst.probability(3, 100)).isCloseTo(Tail.binomial(3, 100, 0.01), within(1e-15));
    assertThat(burst.probability(0, 0)).isEqualTo(1);
    assertThat(burst.next(60, 100)).as("a burst is not learned from").isEqualTo(burst);
    assertThat(burst.next(2, 101).expected()).isCloseTo(12.0 / 1101, within(1e-6));
  }

  @Test
  void silenceIsHeldAgainstTheUsualRate() {
    Stall stall = Stall.fresh().next(40, 5, 20).next(40, 5, 20);

    assertThat(stall.next(0, 5, 1).probability()).isCloseTo(Math.exp(-2), within(1e-12));
    assertThat(stall.next(0, 5, 1).next(0, 5, 1).probability())
        .isCloseTo(Math.exp(-4), within(1e-12));
    assertThat(stall.next(0, 0, 20).probability()).as("nothing in flight").isEqualTo(1);
    assertThat(stall.next(0, 5, 0).probability()).as("nothing planned").isEqualTo(1);
    assertThat(stall.next(0, 5, 20).next(1, 5, 20).probability()).isEqualTo(1);
  }

  @Test
  void aSpreadIsHeldAgainstChiSquared() {
    assertThat(new VarianceChange(0.05, 2).degrees()).isCloseTo(39, within(1e-12));
    assertThat(new VarianceChange(0.05, 2).probability()).isCloseTo(CHI_HIGH, within(1e-12));
    assertThat(new VarianceChange(0.05, 0.4).probability()).isCloseTo(CHI_LOW, within(1e-12));
    assertThat(VarianceChange.usual().next(100).meanSquare()).isCloseTo(1.4, within(1e-12));
  }

  @Test
  void anAlarmKeepsSilentForAWhile() {
    Alarm alarm = Alarm.of(0.5, 3);
    boolean[] rings = new boolean[8];
    double[] scores = {0.4, 0.5, 0.9, 0.9, 0.9, 0.9, 0.2, 0.9};
    for (int i = 0; i < scores.length; i++) {
      alarm = alarm.next(scores[i]);
      rings[i] = alarm.rings();
    }

    assertThat(rings).containsExactly(false, true, false, false, false, true, false, false);
  }

  @Test
  void unusableSettingsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Spike.over(7));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LevelShift(-1, 5, 0, 0, 0, 0))
        .withMessageContaining("found -1.0 and 5.0");
    assertThatIllegalArgumentException().isThrownBy(() -> new VarianceChange(1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Alarm.of(0, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RunLength(1, 5, new RunLength.Belief(0, 1, 1, 1), List.of()));
  }

  private static final double CHI_HIGH = 0.00041547990425798767;
  private static final double CHI_LOW = 0.0005994347826618643;
}
