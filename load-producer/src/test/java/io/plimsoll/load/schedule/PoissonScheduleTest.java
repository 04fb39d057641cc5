package io.plimsoll.load.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The laws of a Poisson process, against its own theory, with fixed seeds. */
final class PoissonScheduleTest {
  /** Kolmogorov–Smirnov at 5 %: of 60 seeds 3 fail by chance, more than 9 once in two thousand. */
  @Test
  void hasExponentialGaps() {
    int rejected = 0;
    for (int seed = 0; seed < 60; seed++) {
      double[] gaps = gaps(new PoissonSchedule(LineSchedule.constant(1000, 4), seed));
      double furthest = 0;
      for (int i = 0; i < gaps.length; i++) {
        double law = 1 - Math.exp(-gaps[i]);
        furthest = Math.max(furthest, Math.abs((i + 0.5) / gaps.length - law));
      }
      rejected += furthest > 1.358 / Math.sqrt(gaps.length) ? 1 : 0;
    }

    assertThat(rejected).isLessThanOrEqualTo(9);
  }

  /** In units of the mean gap, ascending. */
  private static double[] gaps(PoissonSchedule schedule) {
    double[] gaps = new double[(int) schedule.count() - 1];
    for (int n = 0; n < gaps.length; n++) {
      gaps[n] = (schedule.arrivalNanos(n + 1) - schedule.arrivalNanos(n)) / 1e6;
    }
    Arrays.sort(gaps);
    return gaps;
  }

  @Test
  void countsVaryAsTheyShould() {
    double sum = 0;
    double squares = 0;
    for (int seed = 0; seed < 400; seed++) {
      double count = new PoissonSchedule(LineSchedule.ramp(0, 1000, 2), seed).count();
      sum += count;
      squares += count * count;
    }
    double mean = sum / 400;

    assertThat(mean).isCloseTo(1000, within(6d));
    assertThat(squares / 400 - mean * mean).isBetween(750d, 1280d);
  }

  @Test
  void ascendsAndIsTheSameForTheSameSeedInWhateverOrderItIsAsked() {
    PoissonSchedule one = new PoissonSchedule(LineSchedule.constant(500, 10), 3);
    PoissonSchedule other = new PoissonSchedule(LineSchedule.constant(500, 10), 3);
    long before = 0;
    for (long n = 0; n < one.count(); n++) {
      assertThat(one.arrivalNanos(n)).isBetween(before, one.durationNanos() - 1);
      before = one.arrivalNanos(n);
      assertThat(other.arrivalNanos(other.count() - 1 - n))
          .isEqualTo(one.arrivalNanos(one.count() - 1 - n));
    }
  }

  @Test
  void putsSchedulesOneAfterTheOther() {
    SequenceSchedule all =
        new SequenceSchedule(
            List.of(new BurstSchedule(3, 1_000_000_000, 2), LineSchedule.constant(10, 1)));

    assertThat(all.count()).isEqualTo(16);
    assertThat(all.arrivalNanos(2)).isZero();
    assertThat(all.arrivalNanos(5)).isEqualTo(1_000_000_000);
    assertThat(all.arrivalNanos(7)).isEqualTo(2_100_000_000);
    assertThat(all.durationNanos()).isEqualTo(3_000_000_000L);
    assertThat(all.ratePerSecond(2_500_000_000L)).isEqualTo(10);
  }
}
